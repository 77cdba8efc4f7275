using System.Collections.Immutable;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;

namespace Dashboard.Domain.Executions;

/// <summary>Turns walked events into the snapshot.</summary>
internal sealed class SnapshotBuilder(
    HistoryWalk walk, ExitCodePolicy policy, StateMachineDefinition? definition, IReadOnlyDictionary<string, ExecutionSnapshot>? children, IReadOnlyDictionary<string, MapRunSummary>? mapRuns)
{
    public ExecutionSnapshot Build(long lastEventId)
    {
        foreach (var attempt in walk.Visits.SelectMany(v => v.Attempts))
        {
            attempt.Result = TaskOutcomeReader.Read(attempt.Scheduled, attempt.Submitted, attempt.End, policy, children);
        }

        var execution = walk.Execution;
        new Verdicts(execution.HasEnded, MapRun).Judge(walk.Visits, walk.Root);
        var (job, code) = JobFinder.Find(walk.Visits.Where(v => v.Live));
        var worst = WorstSoFar(execution);
        return new ExecutionSnapshot
        {
            Status = execution.Status,
            Outcome = execution.Status == ExecutionStatus.Unknown ? Outcome.NotReached : execution.HasEnded ? worst : Outcome.Running,
            WorstSoFar = worst,
            ExitCode = code?.LastAttempt?.Result?.ExitCode,
            StartedAt = execution.StartedAt,
            EndedAt = execution.EndedAt,
            Input = execution.Input,
            Output = execution.Output,
            Error = execution.Error,
            Cause = execution.Cause,
            RedriveCount = execution.RedriveCount,
            RedrivenAt = execution.RedrivenAt,
            LastEventId = lastEventId,
            Visits = [.. walk.Visits.Select(Visit)],
            Failing = job is null || job.Outcome == Outcome.AbortedBySibling ? null : Failing(job),
            UnknownEventTypes = [.. walk.UnknownTypes],
            Children = [.. walk.Visits.SelectMany(v => v.Attempts).Select(a => a.Result?.Child?.ExecutionArn).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>The worst that is decided. AWS's own verdict is the least: after FAILED, later jobs did not run, even where the codes before were good or warnings.</summary>
    private Outcome WorstSoFar(ExecutionFacts execution)
    {
        var least = execution.Status switch
        {
            ExecutionStatus.Failed => Outcome.Abnormal,
            ExecutionStatus.TimedOut => Outcome.TimedOut,
            ExecutionStatus.Aborted => Outcome.AbortedByUser,
            ExecutionStatus.Succeeded => Outcome.Normal,
            ExecutionStatus.Unknown => Outcome.NotReached,
            _ => Outcome.Running,
        };
        var live = walk.Visits.Where(v => v.Live).ToList();
        var worst = Verdicts.Worst(live, least);
        foreach (var visit in live.Where(v => v.Outcome == Outcome.Running))
        {
            if (visit.LastAttempt?.Result?.Child is { } child && children?.GetValueOrDefault(child.ExecutionArn)?.WorstSoFar is { } soFar && soFar > worst)
            {
                worst = soFar;
            }
        }

        return worst;
    }

    private MapRunSummary? MapRun(VisitBuilder visit) => visit.MapRunArn is { } arn ? mapRuns?.GetValueOrDefault(arn) : null;

    private StateVisit Visit(VisitBuilder visit)
    {
        var result = visit.LastAttempt?.Result;
        var cause = visit;
        while (cause.FailedBy is { } inner)
        {
            cause = inner;
        }

        var reason = cause.LastAttempt is { HasFailed: true, Result: { } failure } && cause.Error is null ? failure : null;
        return new StateVisit
        {
            EnteredId = visit.Entered.Id,
            Name = visit.Name,
            Type = visit.Type,
            Outcome = visit.Outcome ?? Outcome.NotReached,
            EnteredAt = visit.Entered.Timestamp,
            EndedAt = visit.End?.Timestamp,
            Input = visit.Entered.Input,
            Output = visit.Output,
            Error = cause.Error ?? reason?.Error,
            Cause = cause.Cause ?? reason?.Cause,
            Caught = visit.Caught,
            IsLeft = visit.Ending == Ending.Exited,
            Counts = visit.Live,
            PreviousVisit = visit.Previous?.Entered.Id,
            ParentVisit = visit.Scope.Owner?.Entered.Id,
            BranchIndex = visit.Scope.Try is null ? null : visit.Scope.Index,
            ParentAttempt = visit.ParentAttempt,
            MapRunArn = visit.MapRunArn,
            MapRun = MapRun(visit),
            Attempts = visit.Attempts is [var only] ? [Attempt(visit, only, 1)] : [.. visit.Attempts.Select((a, i) => Attempt(visit, a, i + 1))],
            Branches = visit.LastTry is { } last ? BranchOutcomes.Of(last, walk.Execution.HasEnded, definition) : [],
        };
    }

    private static TaskAttempt Attempt(VisitBuilder visit, AttemptBuilder attempt, int number)
    {
        var result = attempt.Result!;
        if (attempt.End is null && visit is { Ending: not Ending.Open, Outcome: { } closed })
        {
            result = result with { Outcome = closed };
        }

        return new TaskAttempt(
            number,
            attempt.Scheduled.Id,
            $"{attempt.Scheduled.ResourceType}:{attempt.Scheduled.Resource}".Trim(':'),
            attempt.Scheduled.Timestamp,
            attempt.End?.Timestamp ?? visit.End?.Timestamp,
            attempt.Scheduled.Parameters,
            attempt.End?.Output ?? attempt.Submitted?.Output,
            result);
    }

    private FailingJob Failing(VisitBuilder job)
    {
        var result = job.LastAttempt?.Result;
        var visit = Visit(job);
        var marker = Marker.Find(job, null, definition);
        var route = JobFinder.Route(job).Select(v => v.Name).ToImmutableArray();
        // A child that this execution timed out or killed is not the cause, unless it was stopped in the same way.
        var spokeForItself = job.LastAttempt?.End?.Type is "TaskSucceeded" or "TaskFailed" && !job.FailedItself;
        if (result?.Child is { } child && children?.GetValueOrDefault(child.ExecutionArn)?.Failing is { } inner && (spokeForItself || inner.Outcome == job.Outcome))
        {
            return inner with { Route = inner.Route.AddRange(route), ExecutionArn = inner.ExecutionArn ?? child.ExecutionArn, Marker = inner.Marker ?? marker };
        }

        return new FailingJob(
            job.Entered.Id, job.Name, visit.Outcome, result?.ExitCode, result?.Container, visit.BranchIndex, marker, visit.Error, result?.Reason ?? visit.Cause, route, null, visit.MapRun);
    }
}
