using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Retry and Catch.</summary>
internal static class ErrorHandlingRules
{
    private const string Wildcard = "States.ALL";
    private const long LongestDelay = 31_622_400;
    private static readonly string[] RetryFields = ["Comment", "ErrorEquals", "IntervalSeconds", "MaxAttempts", "BackoffRate", "MaxDelaySeconds", "JitterStrategy"];
    private static readonly string[] CatchFields = ["Comment", "ErrorEquals", "Next", "ResultPath", "Assign", "Output"];

    public static void Check(StateSite site)
    {
        Entries(site, "Retry", Retry);
        Entries(site, "Catch", Catch);
    }

    private static void Entries(StateSite site, string field, Action<StateSite, JsonElement, string> check)
    {
        if (site.Field(field) is not { } list || !site.Findings.IsKind(list, site.At(field), JsonValueKind.Array))
        {
            return;
        }

        var last = list.GetArrayLength() - 1;
        foreach (var (entry, i) in list.EnumerateArray().Select((e, i) => (e, i)))
        {
            var location = $"{site.At(field)}[{i}]";
            if (site.Findings.IsKind(entry, location, JsonValueKind.Object))
            {
                check(site, entry, location);
                Errors(site.Findings, entry, location, i == last);
            }
        }
    }

    private static void Retry(StateSite site, JsonElement retry, string location)
    {
        var findings = site.Findings;
        findings.OnlyFields(retry, location, RetryFields);
        findings.Required(retry, location, "ErrorEquals");
        Number(findings, retry, location, "IntervalSeconds", 1, ValueRules.LongestSeconds);
        Number(findings, retry, location, "MaxAttempts", 0, ValueRules.LongestSeconds);
        Number(findings, retry, location, "MaxDelaySeconds", 1, LongestDelay - 1);
        if (retry.TryGetProperty("BackoffRate", out var rate) && findings.IsKind(rate, $"{location}/BackoffRate", JsonValueKind.Number) && rate.GetDouble() < 1)
        {
            findings.Error($"{location}/BackoffRate", "Minimum value is 1.0");
        }

        findings.OneOf(retry, location, "JitterStrategy", "FULL", "NONE");
        var interval = retry.TryGetProperty("IntervalSeconds", out var i) && i.ValueKind == JsonValueKind.Number && i.TryGetInt64(out var seconds) ? seconds : 1;
        if (retry.TryGetProperty("MaxDelaySeconds", out var delay) && delay.ValueKind == JsonValueKind.Number && delay.TryGetInt64(out var most) && most <= interval)
        {
            findings.Error(location, "MaxDelaySeconds must be greater than IntervalSeconds");
        }
    }

    private static void Catch(StateSite site, JsonElement caught, string location)
    {
        site.Findings.OnlyFields(caught, location, CatchFields);
        site.Findings.Required(caught, location, "ErrorEquals", "Next");
        StateFields.Language(site, caught, location);
        if (caught.TryGetProperty("Next", out var next))
        {
            site.Findings.IsKind(next, $"{location}/Next", JsonValueKind.String);
        }

        if (!site.IsJsonata)
        {
            PathRules.ResultPath(site.Findings, caught, location);
        }

        if (caught.TryGetProperty("Assign", out var assign))
        {
            TemplateRules.Assign(site, assign, $"{location}/Assign");
        }
    }

    private static void Errors(Findings findings, JsonElement entry, string location, bool isLast)
    {
        location += "/ErrorEquals";
        if (!entry.TryGetProperty("ErrorEquals", out var names) || !findings.IsKind(names, location, JsonValueKind.Array))
        {
            return;
        }

        if (names.GetArrayLength() == 0)
        {
            findings.Error(location, "Minimum number of items is 1");
        }

        foreach (var (name, i) in names.EnumerateArray().Select((n, i) => (n, i)))
        {
            if (findings.IsKind(name, $"{location}[{i}]", JsonValueKind.String) && name.ValueEquals(Wildcard) && !(isLast && names.GetArrayLength() == 1))
            {
                findings.Error($"{location}[{i}]", $"{Wildcard} must appear alone and at end of list");
            }
        }
    }

    private static void Number(Findings findings, JsonElement entry, string location, string field, long least, long most)
    {
        if (entry.TryGetProperty(field, out var value))
        {
            ValueRules.Integer(findings, value, $"{location}/{field}", least, most);
        }
    }
}
