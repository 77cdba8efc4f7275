using System.Collections.Immutable;

namespace Dashboard.Domain.Tasks;

/// <summary>Which container speaks for an ECS task, and what its end means.</summary>
internal readonly record struct ContainerVerdict(Outcome Outcome, int? ExitCode, string? Container, string? Reason)
{
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>Judges a stopped task.</summary>
    /// <remarks>
    /// In this order: TaskFailedToStart, and no exit code without a start, is FailedToStart. UserInitiated is AbortedByUser: where Step
    /// Functions itself stops a task it no longer waits for the answer, so an answer with that code is of somebody else's StopTask.
    /// A Spot interruption is Abnormal. Otherwise the containers decide. Nothing says which are essential, so:
    /// where AWS says that the task succeeded, one that exited 0 speaks (AWS has looked at the essential ones);
    /// else the worst by the policy, and among equals one that the caller overrode, then the first. 137 and 143 do not count beside another
    /// container's own non-zero code, for ECS ends the others with these signals; they do count where memory ran out.
    /// </remarks>
    public static ContainerVerdict Judge(EcsTask task, ImmutableArray<string> overridden, ExitCodePolicy policy, bool succeeded)
    {
        var speaker = Speaker(task, overridden, policy, succeeded);
        var reason = speaker?.Reason ?? task.Containers.Select(c => c.Reason).FirstOrDefault(r => r is not null);
        if (task.StopCode == "TaskFailedToStart" || (speaker is null && task.StartedAt is null && !succeeded))
        {
            return new(Outcome.FailedToStart, null, null, reason ?? task.StoppedReason);
        }

        var outcome = task.StopCode switch
        {
            "UserInitiated" => Outcome.AbortedByUser,
            "SpotInterruption" or "TerminationNotice" => Outcome.Abnormal,
            _ when task.StoppedReason?.StartsWith("Your Spot Task was interrupted", StringComparison.Ordinal) == true => Outcome.Abnormal,
            _ when speaker?.ExitCode is { } code => policy.Judge(code),
            _ => succeeded ? Outcome.Normal : Outcome.Abnormal,
        };
        return new(outcome, speaker?.ExitCode, speaker?.Name is { Length: > 0 } name ? name : null, reason ?? task.StoppedReason);
    }

    private static ContainerExit? Speaker(EcsTask task, ImmutableArray<string> overridden, ExitCodePolicy policy, bool succeeded)
    {
        if (task.Containers is [var only])
        {
            return only.ExitCode is null ? null : only;
        }

        ContainerExit[] exits = [.. task.Containers.Where(c => c.ExitCode is not null).OrderByDescending(c => overridden.Contains(c.Name))];
        if (succeeded && exits.FirstOrDefault(c => c.ExitCode == 0) is { } good)
        {
            return good;
        }

        var own = exits.Where(c => !IsSignal(c)).ToArray();
        return (own.Any(c => c.ExitCode != 0) ? own : exits).MaxBy(c => policy.Judge(c.ExitCode.GetValueOrDefault()));
    }

    private static bool IsSignal(ContainerExit container) =>
        container.ExitCode is Killed or Terminated && container.Reason?.StartsWith("OutOfMemoryError", StringComparison.Ordinal) != true;
}
