using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter.States;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Everything about one state but the states inside it.</summary>
internal static class StateRules
{
    private static readonly string[] WaitFields = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

    public static void Check(StateSite site)
    {
        StateFields.Check(site);
        ValueRules.Check(site);
        PathRules.Check(site);
        TemplateRules.Check(site);
        ErrorHandlingRules.Check(site);
        JsonataRules.Check(site);
        switch (site.Type)
        {
            case "Task":
                ResourceRules.Check(site);
                break;
            case "Wait":
                Wait(site);
                break;
            case "Choice":
                ChoiceRules.Check(site);
                break;
            case "Parallel" when site.Field("Branches") is { ValueKind: JsonValueKind.Array } branches && branches.GetArrayLength() == 0:
                site.Findings.Error(site.At("Branches"), "Minimum number of items is 1");
                break;
        }
    }

    private static void Wait(StateSite site)
    {
        site.Findings.AtMostOne(site.Body, site.Path, WaitFields);
        if (WaitFields.All(f => site.Field(f) is null))
        {
            site.Findings.Error(site.Path, $"One of the following fields is required: [{string.Join(", ", WaitFields)}]");
        }

        if (site.Field("Timestamp") is { } time && !site.IsExpression(time) && site.Findings.IsKind(time, site.At("Timestamp"), JsonValueKind.String)
            && !WaitState.TryReadTimestamp(time.GetString()!, out _))
        {
            site.Findings.Error(site.At("Timestamp"), "String does not match RFC3339 timestamp");
        }
    }
}
