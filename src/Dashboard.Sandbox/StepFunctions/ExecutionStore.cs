using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All executions, and the way to start one.</summary>
internal sealed class ExecutionStore(Arns arns, TimeProvider time, StateMachineStore machines, VersionStore versions, int kept)
{
    // Five minutes, the longest that an express execution runs.
    private const long LongestExpress = 300;

    // As long as AWS shows what has ended; then its name is free again.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ExecutionRecord> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExecutionRecord>> _byMachine = new(StringComparer.Ordinal);
    private readonly Queue<ExecutionRecord> _finished = [];
    private long _started;

    /// <summary>Does the work of Task states; set once, because it starts executions itself.</summary>
    public ITaskService? Tasks { get; set; }

    /// <summary>Tells of a finished execution that leaves, for there are too many.</summary>
    public event Action<ExecutionRecord>? Left;

    /// <summary>Runs the children of distributed Maps; set once, for the same reason.</summary>
    public IMapRunHost? MapRuns { get; set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byArn.Count;
            }
        }
    }

    /// <exception cref="AwsErrorException">ExecutionDoesNotExist, InvalidArn.</exception>
    public ExecutionRecord Get(string arn) => Find(Names.CheckedArn(arn, "execution"))
        ?? throw new AwsErrorException("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public ExecutionRecord? Find(string arn)
    {
        lock (_gate)
        {
            return _byArn.GetValueOrDefault(arn) is { } execution && !HasLapsed(execution) ? execution : null;
        }
    }

    /// <summary>The executions of one state machine, newest first.</summary>
    public IReadOnlyList<ExecutionRecord> Of(string machineArn)
    {
        lock (_gate)
        {
            return _byMachine.TryGetValue(machineArn, out var list) ? [.. Enumerable.Reverse(list).Where(e => !HasLapsed(e))] : [];
        }
    }

    /// <summary>Starts an execution; the same name and input again give back the running one.</summary>
    /// <param name="machineArn">Of the state machine, of a version or of an alias.</param>
    /// <param name="name">Null for a UUID.</param>
    /// <param name="input">JSON text; null for an empty object.</param>
    /// <param name="parent">The execution that starts it as a nested one.</param>
    /// <exception cref="AwsErrorException">Where AWS refuses: names, input, ExecutionAlreadyExists.</exception>
    public ExecutionRecord Start(string machineArn, string? name, string? input, ExecutionRecord? parent = null)
    {
        var qualified = versions.Resolve(machineArn);
        var machine = qualified.Machine;
        machines.GetActive(machine.Arn);
        name = Names.Checked(name ?? Ids.Uuid());
        input = Names.CheckedInput(input ?? "{}");
        ExecutionRecord execution;
        lock (_gate)
        {
            // The same name may be used again and again with express.
            var arn = machine.IsExpress ? arns.ExpressExecution(machine.Name, name) : arns.Execution(machine.Name, name);
            if (_byArn.TryGetValue(arn, out var before) && HasLapsed(before))
            {
                Forget(before);
            }
            else if (before is not null)
            {
                return before.End is null && before.Input == input ? before : throw new AwsErrorException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
            }

            execution = Make(qualified, arn, name, input, parent);
            _byArn.Add(arn, execution);
            if (!machine.IsExpress)
            {
                List(execution);
            }
        }

        return Begin(execution, execution.Run!);
    }

    private ExecutionRecord Make(QualifiedMachine qualified, string arn, string name, string input, ExecutionRecord? parent)
    {
        var machine = qualified.Machine;
        var execution = new ExecutionRecord
        {
            Sequence = _started++,
            Machine = machine,
            Identity = new ExecutionIdentity(arn, name, machine.Arn, machine.Name, machine.RoleArn, time.GetUtcNow())
            {
                StateMachineVersionArn = qualified.Version?.Arn,
                StateMachineAliasArn = qualified.AliasArn,
            },
            Input = input,
            Parent = parent,
        };
        var definition = machine.IsExpress
            ? machine.Definition with { TimeoutSeconds = Math.Min(machine.Definition.TimeoutSeconds ?? LongestExpress, LongestExpress) }
            : machine.Definition;
        execution.Run = new StateMachineExecution(definition, execution.Identity, input, Tasks!, time, execution.Record, MapRuns);
        return execution;
    }

    private void List(ExecutionRecord execution)
    {
        if (!_byMachine.TryGetValue(execution.Machine.Arn, out var list))
        {
            _byMachine[execution.Machine.Arn] = list = [];
        }

        list.Add(execution);
    }

    /// <summary>Starts a child of a Map Run. The list of its state machine does not show it, that of its Map Run does.</summary>
    public ExecutionRecord StartChild(MapRunRecord mapRun, MapRunChild child)
    {
        var machine = mapRun.Machine;
        var name = Ids.Uuid();
        var arn = machine.Type == "EXPRESS" ? arns.ExpressExecution(machine.Name, name) : arns.Execution(machine.Name, name);
        ExecutionRecord execution;
        lock (_gate)
        {
            execution = new ExecutionRecord
            {
                Sequence = _started++,
                Machine = machine,
                Identity = new ExecutionIdentity(arn, name, machine.Arn, machine.Name, machine.RoleArn, time.GetUtcNow()),
                Input = child.Input,
                Parent = mapRun.Parent,
                MapRun = mapRun,
                Child = child,
            };
            execution.Run = new StateMachineExecution(machine.Definition, execution.Identity, child.Input, Tasks!, time, execution.History.Record, MapRuns);
            _byArn.Add(arn, execution);
            mapRun.Add(execution);
        }

        return Begin(execution, execution.Run);
    }

    /// <summary>Runs a child of a Map Run that did not succeed once more.</summary>
    public void RunAgain(ExecutionRecord child) => child.RunAgain(
        identity => new StateMachineExecution(child.Machine.Definition, identity, child.Input, Tasks!, time, child.History.Record, MapRuns),
        time.GetUtcNow());

    private ExecutionRecord Begin(ExecutionRecord execution, StateMachineExecution run)
    {
        _ = run.Completion.ContinueWith(_ => Retire(execution), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        run.Start();
        return execution;
    }

    /// <summary>Notes that an execution has ended, and lets the oldest of those that have leave when there are too many.</summary>
    private void Retire(ExecutionRecord ended)
    {
        ended.Settle();
        lock (_gate)
        {
            if (!ended.IsKept)
            {
                _byArn.Remove(ended.Arn);
                return;
            }

            _finished.Enqueue(ended);
            for (var surplus = _finished.Count - kept; surplus > 0; surplus--)
            {
                var oldest = _finished.Dequeue();
                if (oldest.Status is ExecutionStatus.Running or ExecutionStatus.PendingRedrive)
                {
                    // It has been redriven and runs again, or will.
                    _finished.Enqueue(oldest);
                    continue;
                }

                Forget(oldest);
            }
        }
    }

    private void Forget(ExecutionRecord execution)
    {
        // Its name may have been free for a while, and another's by now.
        if (_byArn.GetValueOrDefault(execution.Arn) == execution)
        {
            _byArn.Remove(execution.Arn);
            _byMachine.GetValueOrDefault(execution.Machine.Arn)?.Remove(execution);
            Left?.Invoke(execution);
        }
    }

    private bool HasLapsed(ExecutionRecord execution) => execution.End is { } end && end.At + Retention < time.GetUtcNow();
}
