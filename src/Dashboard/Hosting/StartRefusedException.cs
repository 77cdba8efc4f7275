namespace Dashboard.Hosting;

/// <summary>The dashboard does not start; the message is the sentence for the person at the terminal.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
