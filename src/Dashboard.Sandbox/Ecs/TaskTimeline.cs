namespace Dashboard.Sandbox.Ecs;

/// <summary>What will happen to one task and when, on one timer. All members but the timer's call are used under the task's gate.</summary>
internal sealed class TaskTimeline
{
    private readonly SandboxTask _task;
    private readonly TimeProvider _time;
    private readonly Queue<(DateTimeOffset At, Action Do)> _steps = new();
    private readonly ITimer _timer;

    public TaskTimeline(SandboxTask task, TimeProvider time)
    {
        _task = task;
        _time = time;
        _timer = time.CreateTimer(_ => Play(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Puts the steps in place of those that have not happened yet.</summary>
    public void Plan(IEnumerable<(DateTimeOffset At, Action Do)> steps)
    {
        _steps.Clear();
        foreach (var step in steps.OrderBy(s => s.At))
        {
            _steps.Enqueue(step);
        }

        Arm();
    }

    private void Play()
    {
        bool stopped;
        lock (_task.Gate)
        {
            while (_steps.TryPeek(out var step) && step.At <= _time.GetUtcNow())
            {
                _steps.Dequeue().Do();
            }

            Arm();
            stopped = _task.StoppedAt is not null;
            if (stopped)
            {
                _task.Timeline = null;
            }
        }

        if (stopped)
        {
            _timer.Dispose();
            _task.AnnounceStopped();
        }
    }

    private void Arm()
    {
        if (_steps.TryPeek(out var next))
        {
            _timer.WakeAt(next.At, _time);
        }
    }
}
