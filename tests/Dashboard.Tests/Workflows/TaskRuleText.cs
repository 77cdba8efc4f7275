namespace Dashboard.Tests.Workflows;

/// <summary>A rule as the sandbox takes it over HTTP: how the job of a state ends in one execution.</summary>
internal sealed record TaskRuleText(string Execution, string State, int? ExitCode, bool CannotPull)
{
    /// <param name="end">An exit code, or <c>-</c> for "never starts".</param>
    public static TaskRuleText Ends(string execution, string state, string end) =>
        new(execution, state, end == "-" ? null : int.Parse(end, System.Globalization.CultureInfo.InvariantCulture), end == "-");
}
