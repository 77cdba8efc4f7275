namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>The text is not a state machine definition; the message says where and why.</summary>
public sealed class AslException(string message, Exception? inner = null) : Exception(message, inner);
