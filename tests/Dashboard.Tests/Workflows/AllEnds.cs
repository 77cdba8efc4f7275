using System.Collections.Concurrent;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Workflows;

/// <summary>Every pattern, run through every combination of ends, once for all tests.</summary>
public sealed class AllEnds : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>What the dashboard shows of one execution.</summary>
    public sealed record Seen(ExecutionStatus AwsStatus, Outcome Outcome, string Jobs);

    public Seen Of(string machine, string[] ends) => _seen[Key(machine, ends)];

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pack = await WorkflowPack.StartAsync(cancellation);
        var runs = EndsTable.Rows.SelectMany(r => r.Combinations().Select(ends => (Row: r, Ends: ends))).Select((r, i) => (r.Row, r.Ends, Name: $"{r.Row.Machine}-{i}")).ToList();
        await pack.RuleAsync(runs.SelectMany(r => r.Row.Jobs.Zip(r.Ends, (job, end) => TaskRuleText.Ends(r.Name, job, end))), cancellation);
        var arns = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(runs, cancellation, async (r, ct) => arns[r.Name] = await pack.RunAsync(r.Row.Machine, r.Name, ct));
        pack.Pass(TimeSpan.FromMinutes(10));

        var statuses = new Dictionary<string, ExecutionStatus>();
        foreach (var machine in runs.Select(r => r.Row.Machine).Distinct())
        {
            var list = await pack.StepFunctions.ListExecutionsAsync(WorkflowPack.Arn(machine), null, 1000, cancellationToken: cancellation);
            list.Executions.ToList().ForEach(e => statuses[e.Arn] = e.Status);
        }

        await Parallel.ForEachAsync(runs, cancellation, async (r, ct) =>
        {
            var snapshots = await pack.SnapshotsAsync(arns[r.Name], ct);
            var jobs = string.Join(' ', r.Row.Jobs.Select(job => ShownJob.Text(snapshots, job)));
            _seen[Key(r.Row.Machine, r.Ends)] = new Seen(statuses[arns[r.Name]], snapshots[^1].Outcome, jobs);
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Key(string machine, string[] ends) => $"{machine}: {string.Join(' ', ends)}";
}
