using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Kinds and limits of plain values: texts, flags, numbers, and fields that exclude each other.</summary>
internal static class ValueRules
{
    /// <summary>The most that AWS takes as a number of seconds.</summary>
    public const long LongestSeconds = 99_999_999;

    private static readonly string[] Texts = ["Comment", "Next", "Default", "Resource", "Label"];

    public static void Check(StateSite site)
    {
        foreach (var field in Texts)
        {
            if (site.Field(field) is { } value)
            {
                site.Findings.IsKind(value, site.At(field), JsonValueKind.String);
            }
        }

        if (site.Field("End") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            site.Findings.Error(site.At("End"), "Expected value of type [BOOLEAN]");
        }

        Number(site, "TimeoutSeconds", 1, LongestSeconds);
        Number(site, "HeartbeatSeconds", 1, LongestSeconds);
        Number(site, "Seconds", 0, LongestSeconds);
        foreach (var field in (string[])["TimeoutSeconds", "HeartbeatSeconds", "Error", "Cause"])
        {
            site.Findings.AtMostOne(site.Body, site.Path, field, field + "Path");
        }

        if (Whole(site.Field("HeartbeatSeconds")) is { } heartbeat && Whole(site.Field("TimeoutSeconds")) is { } timeout && heartbeat >= timeout)
        {
            site.Findings.Error(site.Path, "HeartbeatSeconds must be smaller than TimeoutSeconds");
        }

        foreach (var field in (string[])["Error", "Cause"])
        {
            if (site.Field(field) is { } text && site.Findings.IsKind(text, site.At(field), JsonValueKind.String))
            {
                NoPath(site, text, site.At(field));
            }
        }
    }

    /// <summary>Reports a field of the state that is no whole number between the limits.</summary>
    public static void Number(StateSite site, string field, long least, long most = long.MaxValue)
    {
        if (site.Field(field) is { } value && !site.IsExpression(value))
        {
            NoPath(site, value, site.At(field));
            Integer(site.Findings, value, site.At(field), least, most);
        }
    }

    public static void Integer(Findings findings, JsonElement value, string location, long least, long most = long.MaxValue)
    {
        if (Whole(value) is not { } number)
        {
            findings.Error(location, "Expected value of type [INTEGER]");
        }
        else if (number < least)
        {
            findings.Error(location, $"Minimum value is {least}");
        }
        else if (number > most)
        {
            findings.Error(location, $"Maximum value is {most}");
        }
    }

    private static long? Whole(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } v && v.TryGetInt64(out var number) ? number : null;

    private static void NoPath(StateSite site, JsonElement value, string location)
    {
        if (!site.IsJsonata && value.ValueKind == JsonValueKind.String && Expressions.LooksLikeValue(value.GetString()!))
        {
            site.Findings.Warning(location, "The value looks like a path, but the field name does not end with 'Path'", DiagnosticCode.NoPath);
        }
    }
}
