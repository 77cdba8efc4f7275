using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions.Changes;

/// <summary>What is wrong with what was typed into a rerun, in a sentence.</summary>
public static class RerunWords
{
    /// <summary>Null where the text can be an input.</summary>
    public static string? InputProblem(string input, IStringLocalizer<ExecutionWords> l) =>
        JsonCheck.Find(input) is { } wrong ? l["Rerun_InvalidJson", wrong.Line, wrong.Column]
        : JsonCheck.IsTooLong(input) ? l["Rerun_TooLong", JsonCheck.MostBytes]
        : (string?)null;
}
