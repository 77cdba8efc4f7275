using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One execution and its history.</summary>
internal sealed class ExecutionRecord
{
    private readonly List<RedriveToken> _redrives = [];
    private Dictionary<string, int>? _turns;
    private volatile StateMachineExecution? _run;
    private ExecutionEnd? _success;

    /// <summary>Counts executions in the order they started; lists page by it.</summary>
    public required long Sequence { get; init; }

    public required StateMachineRecord Machine { get; init; }

    /// <summary>Changes with each redrive.</summary>
    public required ExecutionIdentity Identity { get; set; }

    public required string Input { get; init; }

    /// <summary>The execution that started it as a nested one or in a Map Run.</summary>
    public ExecutionRecord? Parent { get; init; }

    /// <summary>The Map Run that it is a child of.</summary>
    public MapRunRecord? MapRun { get; init; }

    /// <summary>What it works on as a child of a Map Run.</summary>
    public MapRunChild? Child { get; init; }

    /// <summary>The execution at the top of the chain of nested ones; itself when it is not nested.</summary>
    public ExecutionRecord Root => Parent?.Root ?? this;

    public string Arn => Identity.ExecutionArn;

    /// <summary>Express executions are gone with their end, but for the children of a Map Run.</summary>
    public bool IsKept => !Machine.IsExpress || MapRun is not null;

    /// <summary>Null while it is being made, and once it has succeeded.</summary>
    public StateMachineExecution? Run
    {
        get => _run;
        set => _run = value;
    }

    /// <summary>How it ended; of the output there is <see cref="Output"/> alone.</summary>
    public ExecutionEnd? End => _run is { } run ? run.End : _success;

    public string? Output => _run is { } run ? run.End?.Output : History.Events()[^1].Output;

    public Task<ExecutionEnd> Completion => _run is { } run ? run.Completion : Task.FromResult(_success! with { Output = Output });

    public ExecutionStatus Status => End switch
    {
        null => ExecutionStatus.Running,
        _ when Child is not null && MapRun!.Run.IsPendingRedrive(Child) => ExecutionStatus.PendingRedrive,
        { Status: var status } => status,
    };

    public ExecutionHistory History { get; } = new();

    /// <summary>Its state machine is being deleted, so that it is stopped where it would enter another state.</summary>
    public bool EndsWithItsState { get; set; }

    public void Record(HistoryEvent happened)
    {
        History.Record(happened);
        if (EndsWithItsState && happened.Type.EndsWith("StateEntered", StringComparison.Ordinal))
        {
            Run?.Stop(null, null);
        }
    }

    /// <summary>Runs it again; the same token within 15 minutes gives the time of the redrive that it made.</summary>
    /// <exception cref="AwsErrorException">ExecutionNotRedrivable.</exception>
    public DateTimeOffset Redrive(string? clientToken, DateTimeOffset now)
    {
        lock (_redrives)
        {
            if (clientToken is not null && _redrives.Find(r => r.Token == clientToken && now - r.At < RedriveRules.TokenLife) is { At: var before })
            {
                return before;
            }

            if ((RedriveRules.RefusalOfChild(this) ?? RedriveRules.Refusal(this, now)) is { } reason)
            {
                throw new AwsErrorException("ExecutionNotRedrivable", reason);
            }

            GoOn(Run!.Redriven());
            if (clientToken is not null)
            {
                _redrives.Insert(0, new RedriveToken(clientToken, Identity.RedriveTime!.Value));
                _redrives.RemoveRange(Math.Min(_redrives.Count, RedriveRules.TokensKept), Math.Max(0, _redrives.Count - RedriveRules.TokensKept));
            }
        }

        Run!.Start();
        return Identity.RedriveTime!.Value;
    }

    /// <summary>Its Map Run runs it again: a standard child goes on where it stopped, an express one begins anew under its old name.</summary>
    /// <param name="anew">Makes the run of an express child.</param>
    public void RunAgain(Func<ExecutionIdentity, StateMachineExecution> anew, DateTimeOffset now)
    {
        if (Machine.IsExpress)
        {
            History.Clear();
            GoOn(anew(Identity with { StartTime = now }));
        }
        else
        {
            GoOn(Run!.Redriven());
        }

        Run!.Start();
    }

    private void GoOn(StateMachineExecution run) => (Run, Identity) = (run, run.Identity);

    /// <summary>How often a state has asked for its mock's answer before.</summary>
    public int NextTurn(string state)
    {
        lock (_redrives)
        {
            _turns ??= new Dictionary<string, int>(StringComparer.Ordinal);
            return (_turns[state] = _turns.GetValueOrDefault(state) + 1) - 1;
        }
    }

    /// <summary>Lets go of what ran a successful execution: it is not redriven, and the history has its output.</summary>
    public void Settle()
    {
        if (_run?.End is { Status: ExecutionStatus.Succeeded } end)
        {
            _success = end with { Output = null };
            _run = null;
        }
    }
}
