using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Actions;

/// <summary>What came of a change, as a sentence.</summary>
public static class ActionWords
{
    /// <summary>Why it was not done, with AWS's own words where it was AWS that refused; null where it was done.</summary>
    public static string? Sentence(ActionResult result, DashboardAction action, IStringLocalizer<Words> words) => result.Outcome switch
    {
        ActionOutcome.Done => null,
        ActionOutcome.Failed => $"{words["Action_Failed_" + result.Failure]} {result.Detail}".TrimEnd(),
        ActionOutcome.Wrong => $"{words["Action_Wrong"]} {result.Detail}",
        ActionOutcome.NotAllowed when Enum.TryParse<Ruling>(result.Detail, out var ruling) => $"{Why(ruling, action, words)} {words["Action_NotAllowed"]}",
        _ => words["Action_" + result.Outcome].Value,
    };

    /// <summary>Why somebody may not make a change, or what it needs; null where they simply may.</summary>
    public static string? Why(Ruling ruling, DashboardAction action, IStringLocalizer<Words> words) => ruling switch
    {
        Ruling.Allowed => null,
        Ruling.WrongRole => words["Ruling_WrongRole", string.Join(", ", Rights.RolesFor(action).Select(r => words[$"Role_{r}"].Value))].Value,
        _ => words[$"Ruling_{ruling}"].Value,
    };
}
