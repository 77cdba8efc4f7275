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
        Arns = new Arns(options.Region, options.AccountId, options.RegionFromRequests && options.Empty);
        Quotas = new QuotaStore(options.Region, Time) { Enabled = options.Quotas };
        Logs = new LogStore(Time);
        Clusters = new ClusterStore(Arns);
        TaskDefinitions = new TaskDefinitionStore(Arns, Time);
        Tasks = new TaskStore(Arns, Time, TaskDefinitions, Clusters, new TaskRunner(Time, Logs, options.TaskStartup));
        StateMachines = new StateMachineStore(Arns, Time);
        Versions = new VersionStore(StateMachines, Time);
        Executions = new ExecutionStore(Arns, Time, StateMachines, Versions, options.KeptExecutions);
        Executions.MapRuns = MapRuns = new MapRunStore(Arns, Executions, Time);
        Executions.Left += MapRuns.Forget;
        Executions.Left += e => Tasks.Forget(e.Arn);
        Executions.Left += e => Logs.Forget(e.Arn);
        Activities = new ActivityStore(Arns, Time, TaskTokens);
        StepFunctions = new Dictionary<string, Operation>(
        [
            .. JsonTargets.Waiting(new StateMachineOperations(StateMachines, Versions, Activities, Executions).All()),
            .. JsonTargets.Waiting(new ExecutionOperations(Versions, Executions, MapRuns, Time).All()),
            .. JsonTargets.Waiting(new MapRunOperations(Executions, MapRuns, Time).All()),
            .. JsonTargets.Waiting(new VersionOperations(Versions, Time).All()),
            .. JsonTargets.Waiting(new TaskTokenOperations(TaskTokens).All()),
            .. new ActivityOperations(Activities).All(),
            .. new ExpressOperations(Versions, Executions).All(),
        ]);
        Mocks = new TaskMocks(Time, Executions);
        Executions.Tasks = new IntegrationRouter(
            new EcsIntegration(Tasks, Rules, Executions), new NestedExecutionIntegration(Executions), new SdkIntegration(StepFunctions), Activities, TaskTokens, Mocks);
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

    public VersionStore Versions { get; }

    public ExecutionStore Executions { get; }

    public TaskTokens TaskTokens { get; } = new();

    public ActivityStore Activities { get; }

    public TaskMocks Mocks { get; }

    /// <summary>The operations of Step Functions by name, for the wire and for Task states that call them.</summary>
    public IReadOnlyDictionary<string, Operation> StepFunctions { get; }

    public MapRunStore MapRuns { get; }

    public ScheduleRunner ScheduleRunner { get; }

    public ScheduleStore Schedules { get; }
}
