using System.Text.Json.Nodes;
using Dashboard.Sandbox.Logs;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox.Ecs;

/// <summary>Takes tasks from PROVISIONING to STOPPED.</summary>
internal sealed class TaskRunner(TimeProvider time, LogStore logs, TimeSpan startup)
{
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(1);

    public void Start(SandboxTask task, TaskRule? rule)
    {
        lock (task.Gate)
        {
            var timeline = new TaskTimeline(task, time);
            task.Timeline = timeline;
            var pending = task.CreatedAt + startup;
            timeline.Plan([(pending, () => BePending(task)), (pending + startup, () => BeRunning(task, timeline, rule))]);
        }
    }

    /// <summary>Stops a task that has not stopped; its containers get SIGTERM.</summary>
    public void Stop(SandboxTask task, string stopCode, string reason)
    {
        lock (task.Gate)
        {
            if (task.DesiredStatus == "STOPPED" || task.Timeline is not { } timeline)
            {
                return;
            }

            BeStopping(task, stopCode, reason);
            if (task.StartedAt is not null)
            {
                foreach (var container in task.Containers)
                {
                    container.ExitCode ??= 143;
                }
            }

            timeline.Plan([(time.GetUtcNow() + Shutdown, () => BeStopped(task))]);
        }
    }

    private void BePending(SandboxTask task)
    {
        task.LastStatus = "PENDING";
        task.PullStartedAt = time.GetUtcNow();
        task.Version++;
    }

    private void BeRunning(SandboxTask task, TaskTimeline timeline, TaskRule? rule)
    {
        if (WhyNotStarted(task, rule) is { } reason)
        {
            task.PullStartedAt = null;
            BeStopping(task, "TaskFailedToStart", reason);
            timeline.Plan([(time.GetUtcNow() + Shutdown, () => BeStopped(task))]);
            return;
        }

        var now = time.GetUtcNow();
        task.LastStatus = "RUNNING";
        task.PullStoppedAt = now;
        task.StartedAt = now;
        task.Version++;
        var main = task.Containers.FirstOrDefault(c => c.Definition.IsEssential) ?? task.Containers[0];
        var overrides = (JsonNode.Parse(task.Request)!["overrides"]?["containerOverrides"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var steps = new List<(DateTimeOffset, Action)>();
        foreach (var container in task.Containers)
        {
            container.LastStatus = "RUNNING";
            var run = container.Definition.Run(overrides.FirstOrDefault(o => o["name"]?.ToString() == container.Definition.Name));
            run = container == main && rule is not null ? Ruled(run, rule) : run;
            steps.AddRange(run.Lines.Select(l => (now + l.At, (Action)(() => Write(task, container, l.Text)))));
            steps.Add((now + run.Duration, () => Exit(task, timeline, container, run.ExitCode, container == main && rule is { OutOfMemory: true })));
        }

        timeline.Plan(steps);
    }

    private static ScriptRun Ruled(ScriptRun run, TaskRule rule)
    {
        var duration = rule.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : run.Duration;
        var lines = rule.Lines?.Select((text, i) => new ScriptLine(duration * ((i + 0.5) / rule.Lines.Count), text)).ToList()
            ?? run.Lines.Where(l => l.At <= duration).ToList();
        return new ScriptRun(lines, duration, rule.OutOfMemory ? 137 : rule.ExitCode ?? run.ExitCode);
    }

    private void Exit(SandboxTask task, TaskTimeline timeline, TaskContainer container, int exitCode, bool outOfMemory)
    {
        container.ExitCode = exitCode;
        container.LastStatus = "STOPPED";
        container.Reason = outOfMemory ? "OutOfMemoryError: Container killed due to memory usage" : null;
        if (!container.Definition.IsEssential && task.Containers.Any(c => c.LastStatus != "STOPPED"))
        {
            return;
        }

        foreach (var other in task.Containers)
        {
            other.ExitCode ??= 143;
        }

        BeStopping(task, "EssentialContainerExited", "Essential container in task exited");
        timeline.Plan([(time.GetUtcNow() + Shutdown, () => BeStopped(task))]);
    }

    private void BeStopping(SandboxTask task, string stopCode, string reason)
    {
        task.LastStatus = "DEPROVISIONING";
        task.DesiredStatus = "STOPPED";
        task.StopCode = stopCode;
        task.StoppedReason = reason;
        task.StoppingAt = time.GetUtcNow();
        task.Version++;
    }

    private void BeStopped(SandboxTask task)
    {
        foreach (var container in task.Containers)
        {
            container.LastStatus = "STOPPED";
        }

        task.LastStatus = "STOPPED";
        task.StoppedAt = time.GetUtcNow();
        task.Version++;
    }

    private string? WhyNotStarted(SandboxTask task, TaskRule? rule)
    {
        if (task.Containers.FirstOrDefault(c => rule is { CannotPull: true } || c.Definition.Image.Contains("does-not-exist", StringComparison.Ordinal)) is { } container)
        {
            return "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
                + $"{container.Definition.Image}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";
        }

        return task.Containers.Any(c => c.Definition is { LogGroup: { } group, CreatesLogGroup: false } && logs.FindGroup(group) is null)
            ? "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: "
                + "ResourceNotFoundException: The specified log group does not exist. : exit status 1"
            : null;
    }

    private void Write(SandboxTask task, TaskContainer container, string text)
    {
        if (container.Definition is { LogGroup: { } group, LogPrefix: { } prefix } && !task.IsForgotten)
        {
            logs.Append(group, $"{prefix}/{container.Definition.Name}/{task.Id}", task.Execution, text);
        }
    }
}
