using Dashboard.Aws;
using Dashboard.Domain.Tasks;
using Dashboard.Live;

namespace Dashboard.Features.Executions.Logs;

/// <summary>Why there is no log to see, in one plain sentence.</summary>
public static class LogSentence
{
    /// <summary>A container that never started has no log: there is nothing to ask AWS.</summary>
    public static bool NeverStarted(EcsTask task, string container) =>
        task.StopCode == "TaskFailedToStart"
        || (task.StoppedAt is not null && task.StartedAt is null && task.Containers.FirstOrDefault(c => c.Name == container) is { ExitCode: null });

    /// <summary>The sentence; null where there are lines.</summary>
    /// <param name="running">The container may still write.</param>
    public static string? Find(LogNews? news, bool running, ViewWords words) => news switch
    {
        { Lines.Length: > 0 } => null,
        { Trouble: { } trouble } => Trouble(trouble, running, news.Place, words),
        null or { Place: null } => words["Log_Reading"],
        { Place: { Group: null } place } => words["Log_OtherDriver", place.Driver ?? "–"],
        { Place: { Stream: null } } => words["Log_NoPrefix"],
        { IsOver: false } when running => words["Log_NotYet"],
        _ => words["Log_Nothing"],
    };

    private static string Trouble(FeedTrouble trouble, bool running, LogPlace? place, ViewWords words) => trouble.Kind switch
    {
        // Only the text tells a group that is gone from a stream that never was.
        AwsFailure.NotFound when trouble.Message.Contains("group", StringComparison.OrdinalIgnoreCase) => words["Log_NoGroup", place?.Group ?? "–"],
        AwsFailure.NotFound or AwsFailure.Refused when trouble.Operation == "DescribeTaskDefinition" => words["Log_NoDefinition"],
        AwsFailure.NotFound => words[running ? "Log_NotYet" : "Log_Nothing"],
        AwsFailure.Denied => words["Log_Denied", trouble.Operation == "DescribeTaskDefinition" ? "ecs:DescribeTaskDefinition" : $"logs:{trouble.Operation}"],
        AwsFailure.Throttled => words["Log_Throttled"],
        _ => words["Log_Failed", words[$"Trouble_{trouble.Kind}"]],
    };
}
