namespace Dashboard.Sandbox;

/// <summary>The sandbox cannot start; the message is one sentence for the person who started it.</summary>
public sealed class SandboxStartException(string message, Exception? inner = null) : Exception(message, inner);
