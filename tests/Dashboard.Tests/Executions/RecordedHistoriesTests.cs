using System.Runtime.CompilerServices;
using System.Text.Json;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

/// <summary>Histories that AWS itself wrote, where the recordings lie beside the repository.</summary>
public sealed class RecordedHistoriesTests
{
    [Fact]
    public void Every_recorded_history_is_projected_with_the_status_aws_gave_it()
    {
        var folder = Path.Combine(Root(), "..", "shared", "aws-recordings", "cases");
        Assert.SkipUnless(Directory.Exists(folder), "The recordings of AWS are not beside the repository.");

        var projected = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            using var recording = JsonDocument.Parse(File.ReadAllText(file));
            var root = recording.RootElement;
            if (!root.TryGetProperty("expected_events", out var list) || list.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            var events = list.EnumerateArray().Select(Event).ToList();
            var snapshot = ExecutionProjection.Project(events, ExitCodePolicy.Default, Definition(root.GetProperty("definition")));

            Assert.Equal((file, root.GetProperty("expected_status").GetString()), (file, Status(snapshot.Status)));
            Assert.True(events.Count(e => e.Type.EndsWith("StateEntered", StringComparison.Ordinal)) == snapshot.Visits.Length, file);
            Assert.True(snapshot.UnknownEventTypes.IsEmpty, file);
            Assert.True(snapshot.Status == ExecutionStatus.Running || snapshot.Visits.All(v => v.Outcome > Outcome.Running && v.EndedAt is not null), file);
            Assert.True(snapshot.Status != ExecutionStatus.Failed || (snapshot.Outcome >= Outcome.TimedOut && snapshot.Failing is not null), file);
            projected++;
        }

        Assert.True(projected > 200, $"only {projected}");
    }

    private static string Status(ExecutionStatus status) => status == ExecutionStatus.TimedOut ? "TIMED_OUT" : status.ToString().ToUpperInvariant();

    private static HistoryEvent Event(JsonElement json, int index) => new()
    {
        Id = json.GetProperty("id").GetInt64(),
        PreviousId = json.GetProperty("previousEventId").GetInt64(),
        Timestamp = DateTimeOffset.UnixEpoch.AddSeconds(index),
        Type = json.GetProperty("type").GetString()!,
        Name = Text(json, "name") ?? Detail(json, "name") ?? Detail(json, "state"),
        Input = Text(json, "input"),
        Output = Text(json, "output"),
        Error = Text(json, "error"),
        Cause = Text(json, "cause"),
        ResourceType = Detail(json, "resourceType"),
        Resource = Detail(json, "resource"),
        Index = Detail(json, "index") is { } at ? int.Parse(at, System.Globalization.CultureInfo.InvariantCulture) : null,
    };

    private static string? Detail(JsonElement json, string name) => json.TryGetProperty("details", out var details) ? Text(details, name) : null;

    private static string? Text(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static StateMachineDefinition? Definition(JsonElement json)
    {
        try
        {
            return AslReader.Read(json.ToString());
        }
        catch (AslException)
        {
            return null;
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
