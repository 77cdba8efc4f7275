using Dashboard.Domain.StateMachines.Interpreter;
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
            execution.Run = new StateMachineExecution(machine.Definition, execution.Identity, input, Tasks!, time, execution.Record);
            _byArn.Add(arn, execution);
            if (!_byMachine.TryGetValue(machine.Arn, out var list))
            {
                _byMachine[machine.Arn] = list = [];
            }

            list.Add(execution);
        }

        _ = execution.Run.Completion.ContinueWith(_ => Retire(execution), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        execution.Run.Start();
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
                _byMachine[oldest.Machine.Arn].Remove(oldest);
            }
        }
    }
}
