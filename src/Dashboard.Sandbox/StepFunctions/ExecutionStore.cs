using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All executions, and the way to start one.</summary>
internal sealed class ExecutionStore(Arns arns, TimeProvider time, VersionStore versions)
{
    // Five minutes, the longest that an express execution runs.
    private const long LongestExpress = 300;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ExecutionRecord> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExecutionRecord>> _byMachine = new(StringComparer.Ordinal);

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
    /// <param name="machineArn">Of the state machine, of a version or of an alias.</param>
    /// <param name="name">Null for a UUID.</param>
    /// <param name="input">JSON text; null for an empty object.</param>
    /// <param name="parent">The execution that starts it as a nested one.</param>
    /// <exception cref="AwsErrorException">Where AWS refuses: names, input, ExecutionAlreadyExists.</exception>
    public ExecutionRecord Start(string machineArn, string? name, string? input, ExecutionRecord? parent = null)
    {
        var qualified = versions.Resolve(machineArn);
        var machine = qualified.Machine;
        name = Names.Checked(name ?? Ids.Uuid());
        input = Names.CheckedInput(input ?? "{}");
        ExecutionRecord execution;
        lock (_gate)
        {
            // The same name may be used again and again with express.
            var arn = machine.IsExpress ? arns.Express(machine.Name, name, Ids.Uuid()) : arns.Execution(machine.Name, name);
            if (_byArn.TryGetValue(arn, out var before))
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

        execution.Run!.Start();
        if (machine.IsExpress)
        {
            _ = ForgetAsync(execution);
        }

        return execution;
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
        execution.Run = new StateMachineExecution(definition, execution.Identity, input, Tasks!, time, execution.Record);
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

    private async Task ForgetAsync(ExecutionRecord express)
    {
        await express.Run!.Completion.ConfigureAwait(false);
        lock (_gate)
        {
            _byArn.Remove(express.Arn);
        }
    }
}
