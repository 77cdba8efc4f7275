using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All activities, the Task states that wait for them and the workers that poll them.</summary>
internal sealed class ActivityStore(Arns arns, TimeProvider time, TaskTokens tokens)
{
    // As long as AWS keeps a worker's poll open.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, ActivityRecord> _activities = new(StringComparer.Ordinal);

    public IEnumerable<ActivityRecord> All => _activities.Values.OrderBy(a => a.Name, StringComparer.Ordinal);

    /// <summary>Creates it; the same name again gives back the one that is there, with the tags that it has.</summary>
    /// <exception cref="AwsErrorException">ActivityAlreadyExists: it is encrypted otherwise. InvalidName, TooManyTags.</exception>
    public ActivityRecord Create(string name, JsonObject? encryption, JsonArray? tags)
    {
        var activity = new ActivityRecord(Names.Checked(name), arns.Activity(name), time.GetUtcNow());
        if (encryption is not null)
        {
            activity = activity with { Encryption = (JsonObject)encryption.DeepClone() };
        }

        activity.Tags.SetWithin(StateMachineStore.MostTags, tags, StateMachineStore.TooManyTags);
        var kept = _activities.GetOrAdd(activity.Arn, activity);
        return JsonNode.DeepEquals(kept.Encryption, activity.Encryption)
            ? kept
            : throw new AwsErrorException("ActivityAlreadyExists", $"Activity Already Exists: '{kept.Arn}'");
    }

    /// <exception cref="AwsErrorException">ActivityDoesNotExist, InvalidArn.</exception>
    public ActivityRecord Get(string arn) => _activities.GetValueOrDefault(Names.CheckedArn(arn, "activity"))
        ?? throw new AwsErrorException("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");

    public void Delete(string arn) => _activities.TryRemove(Names.CheckedArn(arn, "activity"), out _);

    /// <summary>Waits for a worker to take the task and to send its token back.</summary>
    public async Task<string> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var activity = _activities.GetValueOrDefault(call.Resource)
            ?? throw new StatesErrorException("States.Runtime", $"Activity Does Not Exist: '{call.Resource}'", TaskFailureKind.SubmitFailed);
        using var callback = tokens.Open(call.TaskToken, progress);
        LetGoOfOver(activity);
        activity.Scheduled.Writer.TryWrite(new ActivityTask(callback, call.Parameters));
        return await callback.Answer.WaitAsync(cancellationToken);
    }

    /// <summary>Takes the tasks out that no worker came for in time: where none ever comes they would only become more.</summary>
    private void LetGoOfOver(ActivityRecord activity)
    {
        while (activity.Scheduled.Reader.TryPeek(out var oldest) && !tokens.IsWaiting(oldest.Callback.Token) && activity.Scheduled.Reader.TryRead(out var taken))
        {
            if (tokens.IsWaiting(taken.Callback.Token))
            {
                // A worker was quicker with the oldest.
                activity.Scheduled.Writer.TryWrite(taken);
            }
        }
    }

    /// <summary>The next task that still waits; null when a minute brought none.</summary>
    public async Task<ActivityTask?> TakeAsync(ActivityRecord activity, string? workerName, CancellationToken cancellationToken)
    {
        using var minute = new CancellationTokenSource(LongPoll, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(minute.Token, cancellationToken);
        try
        {
            while (await activity.Scheduled.Reader.ReadAsync(either.Token) is { } task)
            {
                if (tokens.IsWaiting(task.Callback.Token))
                {
                    task.Callback.Progress.Started(workerName);
                    return task;
                }
            }
        }
        catch (OperationCanceledException) when (minute.IsCancellationRequested)
        {
        }

        return null;
    }
}
