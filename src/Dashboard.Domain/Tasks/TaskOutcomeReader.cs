using Dashboard.Domain.Executions;

namespace Dashboard.Domain.Tasks;

/// <summary>Finds where AWS hides the exit code of a task attempt, and says what it means.</summary>
public static class TaskOutcomeReader
{
    private const int DeepestChild = 10;

    /// <summary>Judges one attempt.</summary>
    /// <param name="scheduled">TaskScheduled and its like of Lambda and activities.</param>
    /// <param name="submitted">TaskSubmitted, from which the ECS task or the child is known while it runs or when it times out.</param>
    /// <param name="end">The event that ended the attempt; null while it runs.</param>
    /// <param name="policy">Of this state machine. A child's snapshot was judged by the child's own.</param>
    /// <param name="children">Snapshots of child executions by ARN: an ended one speaks for the child in AWS's place, so what it hides is seen here.</param>
    public static TaskOutcome Read(
        HistoryEvent? scheduled, HistoryEvent? submitted, HistoryEvent? end, ExitCodePolicy policy, IReadOnlyDictionary<string, ExecutionSnapshot>? children = null)
    {
        var call = scheduled ?? submitted ?? end;
        // A function may answer anything, also what looks like an execution.
        var speaksOfJobs = call?.ResourceType is "ecs" or "states" or "aws-sdk:ecs" or "aws-sdk:sfn"
            || (call?.ResourceType is null && call?.Type.StartsWith("Task", StringComparison.Ordinal) == true);
        var waits = call?.Resource?.Contains(".sync", StringComparison.Ordinal) ?? true;
        switch (EndKind(end?.Type))
        {
            case Outcome.Running:
                return WhatWasSubmitted(Outcome.Running, submitted, null, speaksOfJobs);
            case Outcome.TimedOut:
                return WhatWasSubmitted(Outcome.TimedOut, submitted, end, speaksOfJobs);
            case Outcome.FailedToStart:
                return WhatWasSubmitted(Outcome.FailedToStart, submitted, end, speaksOfJobs);
            case Outcome.Normal:
                var answer = speaksOfJobs ? end?.Answer : null;
                return answer is null ? WhatWasSubmitted(Outcome.Normal, submitted, end, speaksOfJobs) : Succeeded(answer, waits, policy, children);
            default:
                return Failed(end, submitted, call, speaksOfJobs, policy, children);
        }
    }

    /// <summary>Judges a task by itself, as ECS gives it: no state waits for it.</summary>
    public static TaskOutcome Of(EcsTask task, ExitCodePolicy policy)
    {
        if (task.LastStatus != "STOPPED")
        {
            return new TaskOutcome { Outcome = Outcome.Running, Task = task };
        }

        var verdict = ContainerVerdict.Judge(task, [], policy, false);
        return new TaskOutcome { Outcome = verdict.Outcome, ExitCode = verdict.ExitCode, Container = verdict.Container, Reason = verdict.Reason, Task = task };
    }

    /// <summary>What an event's type says by itself; <see cref="Outcome.Abnormal"/> leaves it to the cause.</summary>
    private static Outcome EndKind(string? type) => type switch
    {
        null => Outcome.Running,
        _ when type.EndsWith("Succeeded", StringComparison.Ordinal) => Outcome.Normal,
        _ when type.EndsWith("TimedOut", StringComparison.Ordinal) => Outcome.TimedOut,
        "TaskSubmitFailed" or "TaskStartFailed" or "LambdaFunctionScheduleFailed" or "LambdaFunctionStartFailed" or "ActivityScheduleFailed" => Outcome.FailedToStart,
        _ => Outcome.Abnormal,
    };

    private static TaskOutcome WhatWasSubmitted(Outcome outcome, HistoryEvent? submitted, HistoryEvent? end, bool speaksOfJobs)
    {
        var answer = speaksOfJobs ? submitted?.Answer : null;
        return new TaskOutcome
        {
            Outcome = outcome,
            Task = answer?.Task,
            Child = answer?.Child,
            Error = end?.Error,
            Cause = end?.Cause,
            Reason = end?.Cause,
        };
    }

    private static TaskOutcome Succeeded(ServiceAnswer answer, bool waits, ExitCodePolicy policy, IReadOnlyDictionary<string, ExecutionSnapshot>? children)
    {
        if (answer.NothingStarted)
        {
            // RunTask without .sync answers 200 and a list of failures: AWS says that the state succeeded, yet no job ran.
            return new TaskOutcome { Outcome = Outcome.FailedToStart, Reason = answer.FailureReason };
        }

        if (answer.Child is { } child)
        {
            var snapshot = waits ? Ended(child, children) : null;
            return new TaskOutcome
            {
                Outcome = snapshot is null ? Outcome.Normal : Worst(Outcome.Normal, snapshot.Outcome),
                ExitCode = snapshot?.ExitCode,
                Container = snapshot?.Failing?.Container,
                Reason = snapshot?.Failing?.Reason,
                Child = child,
            };
        }

        return answer.Task is { } task
            ? FromTask(task, waits ? ContainerVerdict.Judge(task, answer.Overridden, policy, succeeded: true) : new(Outcome.Normal, null, null, null))
            : new TaskOutcome { Outcome = Outcome.Normal };
    }

    private static TaskOutcome Failed(
        HistoryEvent? end, HistoryEvent? submitted, HistoryEvent? call, bool speaksOfJobs, ExitCodePolicy policy, IReadOnlyDictionary<string, ExecutionSnapshot>? children)
    {
        var answer = speaksOfJobs ? end?.Answer : null;
        var judged = answer is null ? null : FromCause(answer, policy, children, 0);
        if (judged is not null)
        {
            return judged with { Error = end?.Error, Cause = end?.Cause };
        }

        // AmazonECS.Unknown is RunTask's list of failures, ECS.* its exceptions. And before TaskSubmitted there is no job yet.
        var neverStarted = end?.Error is { } error && (error == "AmazonECS.Unknown" || error.StartsWith("ECS.", StringComparison.Ordinal));
        neverStarted |= submitted is null && call?.ResourceType is "ecs" or "states";
        return WhatWasSubmitted(neverStarted ? Outcome.FailedToStart : Outcome.Abnormal, submitted, end, speaksOfJobs);
    }

    private static TaskOutcome FromCause(ServiceAnswer answer, ExitCodePolicy policy, IReadOnlyDictionary<string, ExecutionSnapshot>? children, int depth)
    {
        if (answer.Task is { } task)
        {
            return FromTask(task, ContainerVerdict.Judge(task, answer.Overridden, policy, succeeded: false));
        }

        if (answer.Child is not { } child)
        {
            return new TaskOutcome
            {
                Outcome = answer.LooseExitCode is { } code ? policy.Judge(code) : Outcome.FailedToStart,
                ExitCode = answer.LooseExitCode,
                Reason = answer.FailureReason,
            };
        }

        // The execution's own floor: what came after in it did not run.
        var floor = child.Status switch { "TIMED_OUT" => Outcome.TimedOut, "ABORTED" => Outcome.AbortedByUser, _ => Outcome.Abnormal };
        if (Ended(child, children) is { } snapshot)
        {
            return new TaskOutcome
            {
                Outcome = snapshot.Outcome.Under(floor),
                ExitCode = snapshot.ExitCode,
                Container = snapshot.Failing?.Container,
                Reason = snapshot.Failing?.Reason ?? snapshot.Cause,
                Child = child,
            };
        }

        var nested = depth < DeepestChild ? ServiceAnswerReader.Read(child.Cause) : null;
        var inner = nested is null ? null : FromCause(nested, policy, children, depth + 1);
        return new TaskOutcome
        {
            Outcome = inner?.Outcome.Under(floor) ?? floor,
            ExitCode = inner?.ExitCode,
            Container = inner?.Container,
            Reason = inner?.Reason ?? child.Cause ?? child.Error,
            Child = child,
        };
    }

    private static TaskOutcome FromTask(EcsTask task, ContainerVerdict verdict) => new()
    {
        Outcome = verdict.Outcome,
        ExitCode = verdict.ExitCode,
        Container = verdict.Container,
        Reason = verdict.Reason,
        Task = task,
    };

    private static ExecutionSnapshot? Ended(ChildExecution child, IReadOnlyDictionary<string, ExecutionSnapshot>? children) =>
        children is not null && children.TryGetValue(child.ExecutionArn, out var snapshot) && snapshot.Outcome > Outcome.Running ? snapshot : null;

    private static Outcome Worst(Outcome one, Outcome other) => one > other ? one : other;
}
