using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Fields whose value is a path.</summary>
internal static class PathRules
{
    private static readonly string[] Paths = ["InputPath", "OutputPath", "ItemsPath"];
    private static readonly string[] References = ["TimeoutSecondsPath", "HeartbeatSecondsPath", "SecondsPath", "TimestampPath"];
    private static readonly string[] ReferencesOutsideContext = ["MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath"];
    private static readonly string[] Values = ["ErrorPath", "CausePath"];

    public static void Check(StateSite site)
    {
        if (site.IsJsonata)
        {
            return;
        }

        Each(site, Paths, Expressions.IsPath, "Value must be a valid JSONPath.", mayBeNull: true);
        Each(site, References, Expressions.IsReferencePath, "Value is not a Reference Path");
        Each(site, ReferencesOutsideContext, IsOutsideContext, "Value is not a Reference Path");
        Each(site, Values, Expressions.IsValue, "The value must be a valid JSONPath or a valid intrinsic function call");
        ResultPath(site.Findings, site.Body, site.Path);
    }

    /// <summary>ResultPath of a state or a Catch: null or a place in the state's input.</summary>
    public static void ResultPath(Findings findings, JsonElement json, string location)
    {
        if (json.TryGetProperty("ResultPath", out var path) && path.ValueKind != JsonValueKind.Null
            && findings.IsKind(path, $"{location}/ResultPath", JsonValueKind.String) && !IsPlaceInData(path.GetString()!))
        {
            findings.Error($"{location}/ResultPath", "Value is not a Reference Path");
        }
    }

    /// <summary>A reference path that does not lead into the context object.</summary>
    public static bool IsOutsideContext(string path) => Expressions.IsReferencePath(path) && !path.StartsWith("$$", StringComparison.Ordinal);

    private static bool IsPlaceInData(string path) => Expressions.IsReferencePath(path) && (path == "$" || path[1] is '.' or '[');

    private static void Each(StateSite site, string[] fields, Func<string, bool> isFine, string message, bool mayBeNull = false)
    {
        foreach (var field in fields)
        {
            if (site.Field(field) is { } value && !(mayBeNull && value.ValueKind == JsonValueKind.Null)
                && site.Findings.IsKind(value, site.At(field), JsonValueKind.String) && !isFine(value.GetString()!))
            {
                site.Findings.Error(site.At(field), message);
            }
        }
    }
}
