using System.Collections.Frozen;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Which fields each kind of state may and must have, and in which query language.</summary>
internal static class StateFields
{
    private static readonly string[] Common = ["Type", "Comment", "QueryLanguage"];
    private static readonly string[] Flow = ["Next", "End"];
    private static readonly string[] Data = ["InputPath", "OutputPath", "Output"];
    private static readonly string[] Work = ["Parameters", "ResultSelector", "ResultPath", "Retry", "Catch", "Assign", "Arguments"];

    private static readonly FrozenDictionary<string, FrozenSet<string>> Allowed = new Dictionary<string, string[]>
    {
        ["Task"] = [.. Common, .. Flow, .. Data, .. Work, "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials"],
        ["Parallel"] = [.. Common, .. Flow, .. Data, .. Work, "Branches"],
        ["Map"] =
        [
            .. Common, .. Flow, .. Data, .. Work, "ItemProcessor", "Iterator", "Items", "ItemsPath", "ItemsPointer", "ItemSelector", "ItemReader", "ItemBatcher", "ResultWriter",
            "MaxConcurrency", "MaxConcurrencyPath", "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label",
        ],
        ["Pass"] = [.. Common, .. Flow, .. Data, "Parameters", "Result", "ResultPath", "Assign"],
        ["Wait"] = [.. Common, .. Flow, .. Data, "Assign", "Seconds", "SecondsPath", "Timestamp", "TimestampPath"],
        ["Choice"] = [.. Common, .. Data, "Assign", "Choices", "Default"],
        ["Succeed"] = [.. Common, .. Data],
        ["Fail"] = [.. Common, "Error", "ErrorPath", "Cause", "CausePath"],
    }.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Needed = new Dictionary<string, string[]>
    {
        ["Task"] = ["Resource"],
        ["Parallel"] = ["Branches"],
        ["Choice"] = ["Choices"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Fields that exist in one query language only, wherever they stand in a state.</summary>
    private static readonly FrozenDictionary<string, string> Languages = new[]
    {
        "InputPath", "OutputPath", "Parameters", "Result", "ResultPath", "ResultSelector", "ItemsPath", "SecondsPath", "TimestampPath", "TimeoutSecondsPath", "HeartbeatSecondsPath",
        "ErrorPath", "CausePath", "MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath", "MaxItemsPath", "MaxItemsPerBatchPath",
        "MaxInputBytesPerBatchPath", "Variable", "And", "Or", "Not",
    }.Select(f => (f, "JSONPath")).Concat(new[] { "Arguments", "Output", "Items", "Condition" }.Select(f => (f, "JSONata"))).ToFrozenDictionary(p => p.f, p => p.Item2, StringComparer.Ordinal);

    public static void Check(StateSite site)
    {
        if (!Allowed.TryGetValue(site.Type, out var allowed))
        {
            if (site.Field("Type") is null)
            {
                site.Findings.Required(site.Body, site.Path, "Type");
            }
            else
            {
                site.Findings.Error(site.At("Type"), $"Value should be one of the following: [{string.Join(", ", Allowed.Keys.Order(StringComparer.Ordinal))}]");
            }

            return;
        }

        site.Findings.OnlyFields(site.Body, site.Path, allowed);
        site.Findings.Required(site.Body, site.Path, Needed.GetValueOrDefault(site.Type, []));
        Language(site, site.Body, site.Path);
        if (allowed.Contains("End"))
        {
            Flows(site);
        }
    }

    /// <summary>Reports members that the state's query language does not have.</summary>
    public static void Language(StateSite site, JsonElement json, string location)
    {
        var mine = site.IsJsonata ? "JSONata" : "JSONPath";
        foreach (var member in site.IsTurnedBack ? [] : json.EnumerateObject().ToArray())
        {
            if (Languages.TryGetValue(member.Name, out var language) && language != mine)
            {
                site.Findings.Error(location, $"The QueryLanguage is set to '{mine}', but field '{member.Name}' is only supported for the '{language}' QueryLanguage");
            }
        }
    }

    private static void Flows(StateSite site)
    {
        var ends = site.Field("End") is { ValueKind: JsonValueKind.True };
        if (site.Field("Next") is null && !ends)
        {
            site.Findings.Error(site.Path, "One of the following fields is required: [Next, End]");
        }
        else if (site.Field("Next") is not null && ends)
        {
            site.Findings.AtMostOne(site.Body, site.Path, "Next", "End");
        }
    }
}
