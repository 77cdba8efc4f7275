using Dashboard.Sandbox.Ecs;
using Dashboard.Sandbox.Logs;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox;

/// <summary>Everything the sandbox holds: one account in one region, in memory.</summary>
internal sealed class Account
{
    public Account(SandboxOptions options)
    {
        Time = options.Time;
        Arns = new Arns(options.Region, options.AccountId);
        Logs = new LogStore(Time);
        Clusters = new ClusterStore(Arns);
        TaskDefinitions = new TaskDefinitionStore(Arns, Time);
        Tasks = new TaskStore(Arns, Time, TaskDefinitions, Clusters, new TaskRunner(Time, Logs, options.TaskStartup));
    }

    public TimeProvider Time { get; }

    public Arns Arns { get; }

    public RequestCounts Requests { get; } = new();

    public TaskRules Rules { get; } = new();

    public LogStore Logs { get; }

    public ClusterStore Clusters { get; }

    public TaskDefinitionStore TaskDefinitions { get; }

    public TaskStore Tasks { get; }
}
