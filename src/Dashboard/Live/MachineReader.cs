using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Live;

/// <summary>Keeps all machines with their last executions, one small step at a time: the most urgent first, and never more calls than the budget of each API allows for good.</summary>
public sealed class MachineReader(StepFunctionsGateway gateway, MachineTags tags, RunReader runs, TimeProvider time)
{
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenDescriptions = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    // ListExecutions has a budget of one a second and pages of older executions need some of it; the first ones may come at once, as AWS allows bursts.
    private static readonly TimeSpan BetweenRunLists = TimeSpan.FromSeconds(1.25);
    private int _runListsAtOnce = 40;

    private readonly Dictionary<string, MachineEntry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _urgent = new(StringComparer.Ordinal);
    private DateTimeOffset _listDue;
    private DateTimeOffset _runListDue;

    /// <summary>By name.</summary>
    public ImmutableArray<MachineView> Known => [.. _entries.Values.Select(e => e.View).OrderBy(m => m.Name, StringComparer.Ordinal)];

    /// <summary>Something happened to that machine: look at it next.</summary>
    public void Hurry(string machineArn) => _urgent[machineArn] = 0;

    /// <summary>Does what is most urgent; false where nothing is due.</summary>
    /// <exception cref="AwsRequestException">AWS gave nothing for a reason that is not this one machine's or execution's.</exception>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now >= _listDue)
        {
            await ListAsync(now, cancellationToken);
        }
        else if (NextToList(now) is { } listed)
        {
            await ListRunsAsync(listed, now, cancellationToken);
        }
        else if (_entries.Values.FirstOrDefault(e => e.DescribedAt is null || now - e.DescribedAt > BetweenDescriptions) is { } undescribed)
        {
            await DescribeAsync(undescribed, now, cancellationToken);
        }
        else if (_entries.Values.FirstOrDefault(e => e.Running.Any() && now - e.FollowedAt >= BetweenLooks) is { } running)
        {
            running.FollowedAt = now;
            foreach (var run in running.Running.ToList())
            {
                await ReadRunAsync(running, run, cancellationToken);
            }
        }
        else if (_entries.Values.Where(e => e.Unjudged is not null).MaxBy(e => e.Unjudged!.StartedAt) is { Unjudged: { } unjudged } next)
        {
            await ReadRunAsync(next, unjudged, cancellationToken);
        }
        else
        {
            return false;
        }

        return true;
    }

    private MachineEntry? NextToList(DateTimeOffset now)
    {
        foreach (var arn in _urgent.Keys)
        {
            if (_urgent.TryRemove(arn, out _) && _entries.TryGetValue(arn, out var urgent))
            {
                return urgent;
            }
        }

        return now < _runListDue ? null : _entries.Values
            .Where(e => !e.View.IsExpress && (e.View.RunsAsOf is not { } asOf || now - asOf >= BetweenLooks))
            .MaxBy(e => e.View.RunsAsOf is { } asOf ? (now - asOf) * (e.Running.Any() ? 3 : 1) : TimeSpan.MaxValue);
    }

    private async Task ListAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var listed = await gateway.ListStateMachinesAsync(cancellationToken);
        _listDue = now + BetweenLists;
        foreach (var gone in _entries.Keys.Except(listed.Select(m => m.Arn), StringComparer.Ordinal).ToList())
        {
            _entries.Remove(gone);
        }

        foreach (var machine in listed)
        {
            _entries.TryAdd(machine.Arn, new MachineEntry(new MachineView { Arn = machine.Arn, Name = machine.Name, IsExpress = machine.Type == "EXPRESS" }));
        }
    }

    private async Task ListRunsAsync(MachineEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _runListDue = --_runListsAtOnce > 0 ? now : now + BetweenRunLists;
        try
        {
            var (listed, _) = await runs.ListAsync(entry.View.Arn, null, null, entry.View.Runs, cancellationToken);
            entry.View = entry.View with { Runs = listed, RunsAsOf = now, Failure = null };
        }
        catch (AwsRequestException e) when (IsOnlyThis(e))
        {
            entry.View = entry.View with { RunsAsOf = now, Failure = e.Kind };
            _listDue = e.Kind == AwsFailure.NotFound ? now : _listDue;
        }
    }

    private async Task DescribeAsync(MachineEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        entry.DescribedAt = now;
        try
        {
            var detail = await gateway.DescribeStateMachineAsync(entry.View.Arn, cancellationToken);
            var definition = Read(detail.Definition);
            entry.View = entry.View with
            {
                DefinitionText = detail.Definition,
                Definition = definition,
                Tags = (await tags.FreshAsync(entry.View.Arn, cancellationToken) ?? MachineTags.None).ToImmutableDictionary(StringComparer.Ordinal),
                Children = [.. entry.View.Children.Union(definition is null ? [] : StartedMachines.In(definition), StringComparer.Ordinal)],
            };
        }
        catch (AwsRequestException e) when (IsOnlyThis(e))
        {
            entry.View = entry.View with { Failure = e.Kind };
        }
    }

    private async Task ReadRunAsync(MachineEntry entry, RunView run, CancellationToken cancellationToken)
    {
        entry.Doubt(run);
        try
        {
            var (read, children) = await runs.ReadAsync(run, cancellationToken);
            entry.Trust(run);
            entry.Put(read);
            foreach (var machine in children.Select(Arn.MachineOfExecution).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                Relate(entry, machine, run.IsRunning);
            }
        }
        catch (AwsRequestException e)
        {
            if (!IsOnlyThis(e))
            {
                entry.Trust(run);
                throw;
            }
        }
    }

    private void Relate(MachineEntry parent, string childMachine, bool isRunning)
    {
        if (!parent.View.Children.Contains(childMachine))
        {
            parent.View = parent.View with { Children = parent.View.Children.Add(childMachine) };
        }

        // A parent that runs has a child that has just begun or ended.
        if (isRunning && _entries.TryGetValue(childMachine, out var child) && time.GetUtcNow() - child.View.RunsAsOf >= BetweenLooks)
        {
            Hurry(childMachine);
        }
    }

    private static bool IsOnlyThis(AwsRequestException e) => e.Kind is AwsFailure.NotFound or AwsFailure.Denied or AwsFailure.Refused or AwsFailure.Unknown;

    private static StateMachineDefinition? Read(string text)
    {
        try
        {
            return AslReader.Read(text);
        }
        catch (AslException)
        {
            return null;
        }
    }
}
