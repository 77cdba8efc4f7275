using Dashboard.Domain.Schedules.Plans;

namespace Dashboard.Store.Plans;

/// <summary>A temporary change of when a schedule runs: whose, why, until when, and what is needed to take it back.</summary>
public sealed class PlannedChange
{
    /// <summary>The id of the audit row that it was made under.</summary>
    public required Guid Id { get; init; }

    public required PlanKind Kind { get; init; }

    public required string ScheduleArn { get; init; }

    public required string Group { get; init; }

    public required string Name { get; init; }

    /// <summary>The state machine that the schedule starts; null where it starts something else.</summary>
    public string? MachineArn { get; init; }

    public required string Owner { get; init; }

    /// <summary>The owner, as the sign-in service names the person for ever; null where it says only a name.</summary>
    public string? Subject { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The run that is left out, or the first of those; null where none is.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of a hold.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When the run takes place that there is instead or in addition.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>From then on it has no effect any more, and cannot be taken back.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The name of the schedule that runs once.</summary>
    public string? OneOff { get; init; }

    /// <summary>The schedule's StartDate before.</summary>
    public DateTimeOffset? StartBefore { get; init; }

    /// <summary>The schedule's LastModificationDate before: a rate without StartDate counts from it.</summary>
    public required DateTimeOffset WrittenBefore { get; init; }

    /// <summary>The StartDate by which runs are left out; null where none are, or where it was switched off for that.</summary>
    public DateTimeOffset? StartAfter { get; init; }

    public required PlanState State { get; set; }

    /// <summary>When the state became this.</summary>
    public required DateTimeOffset StateAt { get; set; }

    /// <summary>What came of it, where that is not what was asked for.</summary>
    public string? Outcome { get; set; }

    /// <summary>The audit row under which it is or was taken back.</summary>
    public Guid? UndoId { get; set; }

    /// <summary>Runs of the schedule itself are left out.</summary>
    public bool LeavesOut => From is not null;

    /// <summary>A step of it was begun, and its end is not written.</summary>
    public bool IsUnfinished => State is PlanState.Begun or PlanState.Undoing;
}
