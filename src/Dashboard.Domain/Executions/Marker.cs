using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.Executions;

/// <summary>Finds what the workflow wrote in place of a job's exit code, such as 999 or "エラー".</summary>
internal static class Marker
{
    private const string Key = "ExitCode";

    /// <summary>The marker, or null where the workflow wrote none or the true code.</summary>
    /// <remarks>
    /// From where the failure was caught up to the next Task, Parallel or Map or the branch's end, the last value written counts: a Pass's
    /// Result (an ExitCode in it, or its only value), otherwise an ExitCode in the output that was not in the input.
    /// </remarks>
    /// <param name="within">The branch that is asked about: what is written outside it is not its marker. Null for the whole execution.</param>
    public static string? Find(VisitBuilder job, Scope? within, StateMachineDefinition? definition)
    {
        var caught = job;
        while (!caught.Caught)
        {
            if (caught.Scope == within || caught.Scope.Owner is not { } owner)
            {
                return null;
            }

            caught = owner;
        }

        var marker = Changed(caught);
        foreach (var visit in caught.Scope.Visits.Skip(caught.Position + 1).Where(v => !v.Superseded))
        {
            if (visit.Type == StateType.Task || visit.IsGroup)
            {
                break;
            }

            marker = Written(visit, definition) ?? marker;
        }

        return marker == job.LastAttempt?.Result?.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ? null : marker;
    }

    private static string? Written(VisitBuilder visit, StateMachineDefinition? definition)
    {
        if (visit.Type == StateType.Pass && visit.Ending == Ending.Exited
            && definition?.Find(visit.Name)?.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("Result", out var result))
        {
            List<(string Name, string Text)> leaves = [];
            Collect(result, "", leaves);
            var codes = leaves.FindAll(IsCode);
            return codes.Count > 0 ? codes[0].Text : leaves.Count == 1 ? leaves[0].Text : Changed(visit);
        }

        return Changed(visit);
    }

    private static string? Changed(VisitBuilder visit)
    {
        if (visit.Output is null || visit.Output == visit.Entered.Input || !visit.Output.Contains(Key, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var before = Codes(visit.Entered.Input);
        foreach (var (_, text) in Codes(visit.Output))
        {
            // A code that only moved is not new.
            if (!before.Exists(b => b.Text == text))
            {
                return text;
            }
        }

        return null;
    }

    private static List<(string Name, string Text)> Codes(string? json)
    {
        List<(string Name, string Text)> leaves = [];
        if (json is not null)
        {
            try
            {
                using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
                Collect(document.RootElement, "", leaves);
            }
            catch (JsonException)
            {
                // No JSON, no code in it.
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: valid JSON, but no text.
            }
        }

        return leaves.FindAll(IsCode);
    }

    private static bool IsCode((string Name, string Text) leaf) => leaf.Name.Equals(Key, StringComparison.OrdinalIgnoreCase);

    private static void Collect(JsonElement json, string name, List<(string Name, string Text)> leaves)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Collect(member.Value, member.Name, leaves);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Collect(item, name, leaves);
                }

                break;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                leaves.Add((name, json.ToString()));
                break;
        }
    }
}
