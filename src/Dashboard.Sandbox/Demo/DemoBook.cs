using System.Collections.Concurrent;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Sandbox.Rules;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Demo;

/// <summary>Knows every run of the demo, and says what their tasks do. Runs that it does not know, such as a rerun by a user, follow their commands.</summary>
internal sealed class DemoBook(StateMachineStore machines)
{
    /// <summary>Two weeks of one machine: every ending, and normal ones in between.</summary>
    private static readonly DemoEnding[] Fortnight =
    [
        DemoEnding.Normal, DemoEnding.Warning, DemoEnding.Normal, DemoEnding.Abnormal1, DemoEnding.Retried, DemoEnding.Hidden, DemoEnding.Normal,
        DemoEnding.OutOfMemory, DemoEnding.Normal, DemoEnding.CannotPull, DemoEnding.Stopped, DemoEnding.Abnormal12, DemoEnding.Normal, DemoEnding.TimedOut,
    ];

    private readonly ConcurrentDictionary<string, DemoRun> _runs = new(StringComparer.Ordinal);

    /// <summary>While the past is made, an execution that the book does not know was started by a schedule.</summary>
    public bool IsPast { get; set; } = true;

    public static DemoEnding EndingOf(string machine, int day) => Fortnight[(int)(((uint)day + DemoRun.Dice(machine)) % Fortnight.Length)];

    /// <param name="execution">The name under which the run will be started.</param>
    public void Add(string execution, string machine, string seed, DemoEnding ending, int shortest, int longest) =>
        _runs[execution] = New(machine, seed, ending, shortest, longest);

    public void Forget(string execution) => _runs.TryRemove(execution, out _);

    public TaskRule? RuleFor(TaskOrigin origin)
    {
        if (!_runs.TryGetValue(origin.RootExecution, out var run) && IsPast)
        {
            var day = DemoCalendar.Day(origin.RootStart);
            run = _runs.GetOrAdd(origin.RootExecution, _ => New(origin.RootStateMachine, $"{origin.RootStateMachine}/{day}", EndingOf(origin.RootStateMachine, day), 60, 420));
        }

        return run?.Rule(origin);
    }

    private DemoRun New(string machine, string seed, DemoEnding ending, int shortest, int longest)
    {
        var tasks = EcsTasks(machine).ToList();
        var inBranches = tasks.Where(t => t.InBranch).ToList();
        var candidates = ending is DemoEnding.Hidden or DemoEnding.Retried && inBranches.Count > 0 ? inBranches : tasks;
        var target = candidates.Count == 0 ? default : candidates[(int)(DemoRun.Dice(seed) % candidates.Count)];
        return new DemoRun(seed, ending, (target.Machine ?? "", target.State ?? ""), shortest, longest);
    }

    /// <summary>The ECS tasks of a machine and of those that it starts.</summary>
    private IEnumerable<(string Machine, string State, bool InBranch)> EcsTasks(string machine)
    {
        if (machines.FindByName(machine) is not { } found)
        {
            yield break;
        }

        var top = found.Definition.Root.States.Select(s => s.Name).ToHashSet();
        foreach (var state in found.Definition.AllStates.Where(s => s.Resource is not null))
        {
            if (state.Resource!.Contains(":ecs:runTask", StringComparison.Ordinal))
            {
                yield return (machine, state.Name, !top.Contains(state.Name));
            }
            else if (Child(state) is { } child)
            {
                foreach (var task in EcsTasks(child))
                {
                    yield return task;
                }
            }
        }
    }

    private static string? Child(State state) =>
        state.Resource!.Contains(":states:startExecution", StringComparison.Ordinal)
        && state.Body.TryGetProperty("Parameters", out var parameters)
        && parameters.TryGetProperty("StateMachineArn", out var arn) ? arn.GetString()?.Split(':')[^1] : null;
}
