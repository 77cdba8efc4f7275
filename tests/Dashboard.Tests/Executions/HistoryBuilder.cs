using System.Text.Json;
using Dashboard.Domain.Executions;

namespace Dashboard.Tests.Executions;

/// <summary>Writes histories as AWS does: each event one second after the one before and linked to it, unless <see cref="From"/> says otherwise.</summary>
internal sealed class HistoryBuilder
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<HistoryEvent> _events = [];
    private long _previous;

    public IReadOnlyList<HistoryEvent> Events => _events;

    /// <summary>The id of the last event written.</summary>
    public long Last => _events.Count;

    /// <summary>The next event links to this one.</summary>
    public HistoryBuilder From(long id)
    {
        _previous = id;
        return this;
    }

    public HistoryBuilder At(out long id)
    {
        id = Last;
        return this;
    }

    public HistoryBuilder Add(string type, Func<HistoryEvent, HistoryEvent>? with = null)
    {
        var e = new HistoryEvent { Id = Last + 1, PreviousId = _previous, Timestamp = Midnight.AddSeconds(Last), Type = type };
        _events.Add(with is null ? e : with(e));
        _previous = Last;
        return this;
    }

    /// <summary>A side mark: what follows does not link to it.</summary>
    public HistoryBuilder Side(string type, Func<HistoryEvent, HistoryEvent>? with = null)
    {
        var previous = _previous;
        return Add(type, with).From(previous);
    }

    /// <summary>The first state links to 0, as ExecutionStarted itself does.</summary>
    public HistoryBuilder Start(string input = "{}") => Add("ExecutionStarted", e => e with { Input = input }).From(0);

    public HistoryBuilder Enter(string type, string name, string input = "{}") => Add($"{type}StateEntered", e => e with { Name = name, Input = input });

    public HistoryBuilder Exit(string type, string name, string output = "{}") => Add($"{type}StateExited", e => e with { Name = name, Output = output });

    public HistoryBuilder Pass(string name, string output = "{}", string input = "{}", string type = "Pass") => Enter(type, name, input).Exit(type, name, output);

    public HistoryBuilder Schedule(string resource = "runTask.sync", string resourceType = "ecs", string? submitted = null)
    {
        Add("TaskScheduled", e => e with { ResourceType = resourceType, Resource = resource, Parameters = "{}" }).Add("TaskStarted");
        return submitted is null ? this : Add("TaskSubmitted", e => e with { ResourceType = resourceType, Resource = resource, Output = submitted });
    }

    public HistoryBuilder Succeed(string output) => Add("TaskSucceeded", e => e with { Output = output });

    public HistoryBuilder Fail(string? error, string? cause = null, string type = "TaskFailed") => Add(type, e => e with { Error = error, Cause = cause });

    /// <summary>One ECS task from TaskScheduled to its end with an exit code.</summary>
    public HistoryBuilder Run(int exitCode)
    {
        Schedule(submitted: Some.RunTaskAnswer());
        return exitCode == 0 ? Succeed(Some.EcsTask(0)) : Fail("States.TaskFailed", Some.EcsTask(exitCode));
    }

    /// <summary>A Task state that ends well, or whose failure is caught.</summary>
    public HistoryBuilder Job(string name, int exitCode) => Enter("Task", name).Run(exitCode).Exit("Task", name);

    public HistoryBuilder Begin(string name) => Enter("Parallel", name).Add("ParallelStateStarted");

    public HistoryBuilder End(string status, string? error = null, string? cause = null) =>
        Add($"Execution{status}", e => e with { Error = error, Cause = cause, Output = status == "Succeeded" ? "{}" : null });

    public HistoryBuilder Redrive(int count = 1) => Add("ExecutionRedriven", e => e with { RedriveCount = count });

    public static string Json(object value) => JsonSerializer.Serialize(value);
}
