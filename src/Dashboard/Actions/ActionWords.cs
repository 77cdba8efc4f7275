using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Actions;

/// <summary>What came of a change, as a sentence.</summary>
public static class ActionWords
{
    /// <summary>Why it was not done; null where it was.</summary>
    public static string? Sentence<T>(ActionResult<T> result, IStringLocalizer<Words> words) => result.Outcome switch
    {
        ActionOutcome.Done => null,
        ActionOutcome.Failed => words["Action_Failed_" + result.Failure].Value,
        _ => words["Action_" + result.Outcome].Value,
    };
}
