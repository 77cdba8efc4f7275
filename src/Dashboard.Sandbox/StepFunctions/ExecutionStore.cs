using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All executions, and the way to start one.</summary>
internal sealed class ExecutionStore(Arns arns, TimeProvider time, StateMachineStore machines, int kept)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ExecutionRecord> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExecutionRecord>> _byMachine = new(StringComparer.Ordinal);
    private readonly Queue<ExecutionRecord> _finished = [];
    private long _started;

    /// <summary>Does the work of Task states; set once, because it starts executions itself.</summary>
    public ITaskService? Tasks { get; set; }

    /// <summary>Tells of a finished execution that leaves, for there are too many.</summary>
    public Action<ExecutionRecord>? Left { get; set; }

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
            return _byArn.GetValueOrDefault(arn);
        }
    }

    /// <summary>The executions of one state machine, newest first.</summary>
    public IReadOnlyList<ExecutionRecord> Of(string machineArn)
    {
        lock (_gate)
        {
            return _byMachine.TryGetValue(machineArn, out var list) ? [.. Enumerable.Reverse(list)] : [];
        }
    }

    /// <summary>Starts an execution; the same name and input again give back the running one.</summary>
    /// <param name="name">Null for a UUID.</param>
    /// <param name="input">JSON text; null for an empty object.</param>
    /// <param name="parent">The execution that starts it as a nested one.</param>
    /// <exception cref="AwsErrorException">Where AWS refuses: names, input, ExecutionAlreadyExists.</exception>
    public ExecutionRecord Start(string machineArn, string? name, string? input, ExecutionRecord? parent = null)
    {
        var machine = machines.Get(machineArn);
        name = Names.Checked(name ?? Ids.Uuid());
        input = Names.CheckedInput(input ?? "{}");
        ExecutionRecord execution;
        lock (_gate)
        {
            var arn = arns.Execution(machine.Name, name);
            if (_byArn.TryGetValue(arn, out var before))
            {
                return before.End is null && before.Input == input ? before : throw new AwsErrorException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
            }

            execution = new ExecutionRecord
            {
                Sequence = _started++,
                Machine = machine,
                Identity = new ExecutionIdentity(arn, name, machine.Arn, machine.Name, machine.RoleArn, time.GetUtcNow()),
                Input = input,
                Parent = parent,
            };
            execution.Run = new StateMachineExecution(machine.Definition, execution.Identity, input, Tasks!, time, execution.Record, MapRuns);
            _byArn.Add(arn, execution);
            if (!_byMachine.TryGetValue(machine.Arn, out var list))
            {
                _byMachine[machine.Arn] = list = [];
            }

            list.Add(execution);
        }

        return Begin(execution, execution.Run);
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
                ItemCount = child.ItemCount,
            };
            execution.Run = new StateMachineExecution(machine.Definition, execution.Identity, child.Input, Tasks!, time, execution.Record, MapRuns);
            _byArn.Add(arn, execution);
            mapRun.Add(execution);
        }

        return Begin(execution, execution.Run);
    }

    private ExecutionRecord Begin(ExecutionRecord execution, StateMachineExecution run)
    {
        _ = run.Completion.ContinueWith(_ => Retire(execution), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        run.Start();
        return execution;
    }

    /// <summary>Notes that an execution has ended, and lets the oldest of those that have leave when there are too many.</summary>
    private void Retire(ExecutionRecord ended)
    {
        lock (_gate)
        {
            _finished.Enqueue(ended);
            while (_finished.Count > kept)
            {
                var oldest = _finished.Dequeue();
                _byArn.Remove(oldest.Arn);
                _byMachine.GetValueOrDefault(oldest.Machine.Arn)?.Remove(oldest);
                Left?.Invoke(oldest);
            }
        }
    }
}
