using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Live;
using Dashboard.Ui;

namespace Dashboard.Actions.Changes;

/// <summary>Some members of a schedule are changed. Every other stays as it is, also one that this program does not know.</summary>
/// <param name="Seen">The schedule as the person saw it: it is not changed where AWS has it otherwise by now.</param>
/// <param name="Machine">The state machine that it starts; null where it starts something else.</param>
public sealed record EditScheduleChange(ScheduleDocument Seen, ImmutableArray<MemberEdit> Edits, string? Machine) : Change
{
    public override DashboardAction Action => DashboardAction.ChangeSchedule;

    [JsonIgnore]
    public override string Target => new ScheduleDetail(Seen).Arn;

    public override string? MachineArn => Machine;

    // A universal target names its machine in the input, and an older version may have had another target.
    [JsonIgnore]
    public override IReadOnlyList<string?> Touched =>
        new ScheduleDetail(Seen.With(Edits)) is var after && ScheduleTarget.Machine(after.TargetArn, after.Input) is { } machine && machine != Machine ? [Machine, machine] : [Machine];

    public override string? Before => Text(Edits.Select(e => (e.Path, Seen.Value(e.Path))));

    public override string? After => Text(Edits.Select(e => (e.Path, e.Json)));

    // One that AWS holds and this program does not understand can still be switched off.
    [JsonIgnore]
    public override string? Problem => Edits.Any(e => e.Path == "ScheduleExpression") ? ScheduleProblem.Of(Seen.With(Edits)) : null;

    /// <summary>The changed members as an object that the audit log keeps and <see cref="Read"/> reads: what is null is not there.</summary>
    private static string Text(IEnumerable<(string Path, string? Json)> members) =>
        new JsonObject(members.Select(m => KeyValuePair.Create(m.Path, m.Json is null ? null : JsonNode.Parse(m.Json)))).ToJsonString(ReadableJson.Compact);

    /// <summary>What the audit log says was to be changed.</summary>
    /// <exception cref="JsonException">It was written by another version.</exception>
    public static ImmutableArray<MemberEdit> Read(string after) =>
        [.. (JsonNode.Parse(after) as JsonObject ?? throw new JsonException()).Select(m => new MemberEdit(m.Key, m.Value?.ToJsonString()))];
}
