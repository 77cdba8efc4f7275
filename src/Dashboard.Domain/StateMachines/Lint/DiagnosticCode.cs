namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>The codes of AWS's diagnostics.</summary>
public static class DiagnosticCode
{
    public const string InvalidJson = "INVALID_JSON_DESCRIPTION";
    public const string MissingDescription = "MISSING_DESCRIPTION";
    public const string SchemaValidationFailed = "SCHEMA_VALIDATION_FAILED";
    public const string MissingTransitionTarget = "MISSING_TRANSITION_TARGET";
    public const string MissingEndState = "MISSING_END_STATE";
    public const string DuplicateStateName = "DUPLICATE_STATE_NAME";
    public const string InvalidStateName = "INVALID_STATE_NAME";
    public const string DuplicateLabelName = "DUPLICATE_LABEL_NAME";
    public const string InvalidLabelName = "INVALID_LABEL_NAME";
    public const string InvalidJsonata = "INVALID_JSONATA_EXPRESSION";
    public const string UnsupportedJsonata = "UNSUPPORTED_JSONATA_EXPRESSION";
    public const string NoDollar = "NO_DOLLAR";
    public const string NoPath = "NO_PATH";
    public const string PassResultIsStatic = "PASS_RESULT_IS_STATIC";
}
