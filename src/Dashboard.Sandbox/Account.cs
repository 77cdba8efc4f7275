using Dashboard.Sandbox.Ecs;
using Dashboard.Sandbox.Faults;
using Dashboard.Sandbox.Integrations;
using Dashboard.Sandbox.Logs;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;
using Dashboard.Sandbox.Scheduling;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox;

/// <summary>Everything the sandbox holds: one account in one region, in memory.</summary>
internal sealed class Account
{
    public Account(SandboxOptions options)
    {
        Time = options.Time;
        Arns = new Arns(options.Region, options.AccountId);
        Quotas = new QuotaStore(options.Region, Time) { Enabled = options.Quotas };
        Logs = new LogStore(Time);
        Clusters = new ClusterStore(Arns);
        TaskDefinitions = new TaskDefinitionStore(Arns, Time);
        Tasks = new TaskStore(Arns, Time, TaskDefinitions, Clusters, new TaskRunner(Time, Logs, options.TaskStartup));
        StateMachines = new StateMachineStore(Arns, Time);
        Executions = new ExecutionStore(Arns, Time, StateMachines, options.KeptExecutions);
        Executions.MapRuns = MapRuns = new MapRunStore(Arns, Executions);
        Executions.Left = MapRuns.Forget;
        Executions.Tasks = new IntegrationRouter(new EcsIntegration(Tasks, Rules, Executions), new NestedExecutionIntegration(Executions));
        ScheduleRunner = new ScheduleRunner(Time, Executions);
        Schedules = new ScheduleStore(Arns, Time, ScheduleRunner);
    }

    public TimeProvider Time { get; }

    /// <summary>Until when the demo's past was made; null without it.</summary>
    public DateTimeOffset? SeededUntil { get; set; }

    public Arns Arns { get; }

    public RequestCounts Requests { get; } = new();

    public FaultStore Faults { get; } = new();

    public QuotaStore Quotas { get; }

    public TaskRules Rules { get; } = new();

    public LogStore Logs { get; }

    public ClusterStore Clusters { get; }

    public TaskDefinitionStore TaskDefinitions { get; }

    public TaskStore Tasks { get; }

    public StateMachineStore StateMachines { get; }

    public ExecutionStore Executions { get; }

    public MapRunStore MapRuns { get; }

    public ScheduleRunner ScheduleRunner { get; }

    public ScheduleStore Schedules { get; }
}
