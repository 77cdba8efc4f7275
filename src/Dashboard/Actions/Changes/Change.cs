using System.Text.Json.Serialization;
using Dashboard.Live;

namespace Dashboard.Actions.Changes;

/// <summary>A change of AWS that a person asks for, as data: it may have to wait for a second person. <see cref="ChangeWork"/> does it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RerunChange), "rerun")]
[JsonDerivedType(typeof(RedriveChange), "redrive")]
[JsonDerivedType(typeof(StopChange), "stop")]
[JsonDerivedType(typeof(RunTaskChange), "run-task")]
[JsonDerivedType(typeof(StopTaskChange), "stop-task")]
[JsonDerivedType(typeof(EditScheduleChange), "edit-schedule")]
[JsonDerivedType(typeof(CreateScheduleChange), "create-schedule")]
[JsonDerivedType(typeof(DeleteScheduleChange), "delete-schedule")]
[JsonDerivedType(typeof(CreateGroupChange), "create-group")]
[JsonDerivedType(typeof(DeleteGroupChange), "delete-group")]
[JsonDerivedType(typeof(SkipRunChange), "skip-run")]
[JsonDerivedType(typeof(MoveRunChange), "move-run")]
[JsonDerivedType(typeof(HoldChange), "hold")]
[JsonDerivedType(typeof(OneOffChange), "one-off")]
[JsonDerivedType(typeof(RunNowChange), "run-now")]
[JsonDerivedType(typeof(UndoPlanChange), "undo-plan")]
public abstract record Change
{
    [JsonIgnore]
    public abstract DashboardAction Action { get; }

    /// <summary>The ARN of what the change is about: an execution or a schedule.</summary>
    [JsonIgnore]
    public abstract string Target { get; }

    /// <summary>The state machine that it touches, without version or alias; null where it touches none.</summary>
    [JsonIgnore]
    public virtual string? MachineArn => Machine(Target);

    /// <summary>All state machines that it touches, null where that is none: who may not on one of them may not at all, and one that needs a second person is enough.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string?> Touched => [MachineArn];

    /// <summary>What it was, as text for the audit log.</summary>
    [JsonIgnore]
    public virtual string? Before => null;

    /// <summary>What it shall be.</summary>
    [JsonIgnore]
    public virtual string? After => null;

    /// <summary>What is wrong with it whatever AWS holds, as a sentence: it is refused before AWS is asked. Null for nothing.</summary>
    [JsonIgnore]
    public virtual string? Problem => null;

    // A distributed Map's children are named after the machine and the Map.
    private static string? Machine(string executionArn) => Arn.MachineOfExecution(executionArn)?.Split('/')[0];
}
