using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>Fires schedules at their time: one timer each, always set to the next fire.</summary>
internal sealed class ScheduleRunner(TimeProvider time, ExecutionStore executions)
{
    private const string UniversalStart = ":scheduler:::aws-sdk:sfn:startExecution";

    private readonly ConcurrentDictionary<string, ITimer> _timers = new(StringComparer.Ordinal);
    private int _undelivered;

    /// <summary>How many fires could not start anything.</summary>
    public int Undelivered => _undelivered;

    /// <param name="completed">Called with group and name when the schedule will never fire again and asks to be deleted then.</param>
    /// <param name="isNew">A rate without a StartDate starts at once when it is made.</param>
    public void Watch(ScheduleRecord schedule, Action<string, string> completed, bool isNew = false)
    {
        Forget(schedule.Arn);
        if (schedule.IsEnabled)
        {
            Await(schedule, schedule.NextFire(isNew ? schedule.CreatedAt.AddTicks(-1) : time.GetUtcNow()), completed);
        }
    }

    public void Forget(string arn)
    {
        if (_timers.TryRemove(arn, out var timer))
        {
            timer.Dispose();
        }
    }

    private void Await(ScheduleRecord schedule, DateTimeOffset? fire, Action<string, string> completed)
    {
        if (fire is not { } at)
        {
            if (schedule.Text("ActionAfterCompletion") == "DELETE")
            {
                completed(schedule.Group, schedule.Name);
            }

            return;
        }

        var timer = time.CreateTimer(_ => Wake(schedule, at, completed), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timers[schedule.Arn] = timer;
        timer.WakeAt(at, time);
    }

    private void Wake(ScheduleRecord schedule, DateTimeOffset at, Action<string, string> completed)
    {
        Forget(schedule.Arn);
        if (time.GetUtcNow() < at)
        {
            Await(schedule, at, completed);
            return;
        }

        Await(schedule, schedule.NextFire(at), completed);
        Fire(schedule, at);
    }

    private void Fire(ScheduleRecord schedule, DateTimeOffset at)
    {
        var target = schedule.Target["Arn"]!.ToString();
        var input = Substituted(schedule.Target["Input"]?.ToString(), schedule, at);
        try
        {
            if (target.EndsWith(UniversalStart, StringComparison.Ordinal))
            {
                var call = JsonNode.Parse(input ?? "{}") as JsonObject ?? [];
                executions.Start(call["StateMachineArn"]?.ToString() ?? "", call["Name"]?.ToString(), call["Input"]?.ToString());
            }
            else
            {
                executions.Start(target, null, input);
            }
        }
        catch (Exception error) when (error is AwsErrorException or JsonException)
        {
            Interlocked.Increment(ref _undelivered);
        }
    }

    /// <summary>Fills in the context attributes that Scheduler knows.</summary>
    private static string? Substituted(string? input, ScheduleRecord schedule, DateTimeOffset at) => input?
        .Replace("<aws.scheduler.schedule-arn>", schedule.Arn, StringComparison.Ordinal)
        .Replace("<aws.scheduler.scheduled-time>", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("<aws.scheduler.execution-id>", Ids.Hex(16), StringComparison.Ordinal)
        .Replace("<aws.scheduler.attempt-number>", "1", StringComparison.Ordinal);
}
