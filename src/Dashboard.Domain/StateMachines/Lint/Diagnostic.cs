namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>One finding about a definition, as ValidateStateMachineDefinition gives it.</summary>
/// <param name="Code">One of AWS's codes, such as SCHEMA_VALIDATION_FAILED.</param>
/// <param name="Message">In AWS's words where they are known.</param>
/// <param name="Location">Such as <c>/States/X/Choices[0]/Next</c>; null where AWS names none.</param>
/// <param name="Line">Where that stands in the text, from 1; null when it is nowhere.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, string? Location, int? Line);
