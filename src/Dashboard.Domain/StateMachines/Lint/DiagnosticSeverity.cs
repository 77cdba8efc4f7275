namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Whether a finding keeps a definition from being created.</summary>
public enum DiagnosticSeverity
{
    /// <summary>AWS refuses the definition.</summary>
    Error,

    /// <summary>AWS takes it, but it is probably not what was meant.</summary>
    Warning,
}
