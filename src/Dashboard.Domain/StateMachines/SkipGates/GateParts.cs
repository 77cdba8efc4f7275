using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>The states that a change adds to a definition, and their text.</summary>
internal static class GateParts
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The Choice before a job. It looks at the input in the context object: that is there whatever became of the data, and in both languages.</summary>
    public static JsonObject Choice(string language, string member, string key, string round, string job) => new()
    {
        ["Type"] = "Choice",
        ["Choices"] = new JsonArray(language == "JSONata"
            ? new JsonObject { ["Condition"] = $"{{% $states.context.Execution.Input.{member}.`{key}` = true %}}", ["Next"] = round }
            : new JsonObject
            {
                ["And"] = new JsonArray(
                    new JsonObject { ["Variable"] = $"$$.Execution.Input.{member}['{key}']", ["IsPresent"] = true },
                    new JsonObject { ["Variable"] = $"$$.Execution.Input.{member}['{key}']", ["BooleanEquals"] = true }),
                ["Next"] = round,
            }),
        ["Default"] = job,
    };

    /// <summary>The Pass on the way round: it ends the branch as the job would have, and where exit codes are judged it stands for a job that ended with 0. Null where the way round needs none.</summary>
    /// <param name="next">Where the job leads; null where it ends its group.</param>
    public static JsonObject? StandIn(State job, string machineLanguage, string? next, bool readsExitCodes)
    {
        var isEcs = readsExitCodes && job.Type == StateType.Task && job.Resource?.Contains(":ecs:runTask.sync", StringComparison.Ordinal) == true
            && !(job.Body.TryGetProperty("ResultSelector", out var selector) && !(selector.ValueKind == JsonValueKind.Object && selector.TryGetProperty("Containers.$", out _))) && !job.Body.TryGetProperty("Output", out _)
            && !(job.Body.TryGetProperty("ResultPath", out var path) && path.ValueKind == JsonValueKind.Null);
        if (next is not null && !isEcs)
        {
            return null;
        }

        var pass = new JsonObject { ["Type"] = "Pass" };
        if (job.QueryLanguage != machineLanguage)
        {
            pass["QueryLanguage"] = job.QueryLanguage;
        }

        if (isEcs)
        {
            pass[job.QueryLanguage == "JSONata" ? "Output" : "Result"] = new JsonObject { ["Containers"] = new JsonArray(new JsonObject { ["ExitCode"] = 0 }) };
            if (job.Body.TryGetProperty("ResultPath", out var resultPath))
            {
                pass["ResultPath"] = Json.From(resultPath);
            }
        }

        if (next is null)
        {
            pass["End"] = true;
        }
        else
        {
            pass["Next"] = next;
        }

        return pass;
    }

    /// <summary>A member's lines, with a comma after the last: it stands before another.</summary>
    /// <param name="indent">Before the member.</param>
    /// <param name="unit">What each level inside is further in.</param>
    public static IEnumerable<string> Lines(string name, JsonObject state, string indent, string unit)
    {
        var lines = Indented(state).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var text = lines[i].TrimStart(' ');
            var depth = (lines[i].Length - text.Length) / 2;
            yield return $"{indent}{string.Concat(Enumerable.Repeat(unit, depth))}{(i == 0 ? Json.Text(JsonValue.Create(name)) + ": " : "")}{text}{(i == lines.Length - 1 ? "," : "")}";
        }
    }

    /// <summary>A text of JSON with each member on a line of its own.</summary>
    public static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = AslReader.MaxDepth });
        return Written(document.RootElement.WriteTo);
    }

    private static string Indented(JsonNode node) => Written(writer => node.WriteTo(writer));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
