using System.Text.Json;
using System.Text.RegularExpressions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Which members of its data a state reads, as far as its text shows: rather one too many than one too few.</summary>
internal static partial class DataPaths
{
    /// <summary>Stands for the data as a whole.</summary>
    public const string Whole = "*";

    // What leads on, is said to people, or is about the state's own result.
    private static readonly string[] NotReading = ["Next", "Default", "StartAt", "Comment", "Resource", "ResultPath", "ResultSelector", "Branches", "ItemProcessor", "Iterator", "Type", "QueryLanguage", "Error", "Cause", "ErrorEquals"];

    /// <summary>The outermost member that a path of JSONPath names; null for the whole.</summary>
    public static string? Member(string path) => DataMember().Match(path) is { Success: true } m ? m.Groups["dot"].Value + m.Groups["quoted"].Value : null;

    /// <summary>Members by name, variables as <c>$name</c>, <see cref="Whole"/> for the data as it is.</summary>
    public static HashSet<string> Reads(State state)
    {
        var reads = new HashSet<string>(StringComparer.Ordinal);
        if (state.Body.ValueKind == JsonValueKind.Object)
        {
            Read(state.Body, reads);
        }

        if (PassesWhole(state))
        {
            reads.Add(Whole);
        }

        return reads;
    }

    // Without fields of its own a job is called with all of its data.
    private static bool PassesWhole(State state) => state.Type switch
    {
        StateType.Task => !Has(state, "Parameters") && !Has(state, "Arguments"),
        StateType.Map => !Has(state, "ItemsPath") && !Has(state, "Items"),
        _ => false,
    };

    private static bool Has(State state, string field) => state.Body.TryGetProperty(field, out _);

    private static void Read(JsonElement json, HashSet<string> reads)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject().Where(m => !NotReading.Contains(m.Name, StringComparer.Ordinal)))
                {
                    Read(member.Value, reads);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Read(item, reads);
                }

                break;
            case JsonValueKind.String:
                Read(json.GetString()!, reads);
                break;
        }
    }

    private static void Read(string text, HashSet<string> reads)
    {
        foreach (Match m in Reference().Matches(text))
        {
            var name = m.Groups["name"].Value;
            reads.Add(name switch
            {
                "" => Member(text[m.Index..]) ?? Whole,
                "states" when m.Groups["of"].Value is { Length: > 0 } of => of != "input" ? "$states" : m.Groups["member"].Value is { Length: > 0 } member ? member : Whole,
                _ => "$" + name,
            });
        }
    }

    [GeneratedRegex("""^\$(?:\.(?<dot>[^.\[\]'"\s,)]+)|\[\s*['"](?<quoted>[^'"]+)['"]\s*\])""")]
    private static partial Regex DataMember();

    // Not $$, the context object, which no job changes.
    [GeneratedRegex(@"(?<!\$)\$(?!\$)(?<name>[\p{L}_][\p{L}\p{N}_]*)?(?:(?<=\$states)\.(?<of>\w+)(?:\.(?<member>[\p{L}_][\p{L}\p{N}_]*))?)?")]
    private static partial Regex Reference();
}
