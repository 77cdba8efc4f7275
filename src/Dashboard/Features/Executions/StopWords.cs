using Dashboard.Domain.Tasks;

namespace Dashboard.Features.Executions;

/// <summary>Why a task stopped, in plain words where AWS's are known.</summary>
public static class StopWords
{
    // The first that fits speaks: what AWS did to the task before what the container made of it.
    private static readonly (string Text, string Key)[] Reasons =
    [
        ("OutOfMemory", "Why_Memory"), ("CannotPullContainer", "Why_Image"), ("ResourceInitialization", "Why_Resources"), ("ResourceNotFoundException", "Why_Missing"),
        ("CannotStartContainer", "Why_Start"), ("CannotCreateVolume", "Why_Volume"), ("CannotInspectContainer", "Why_Host"), ("CannotStopContainer", "Why_Host"),
        ("ContainerRuntimeTimeout", "Why_Host"), ("ContainerRuntimeError", "Why_Host"), ("InternalError", "Why_Internal"), ("Capacity is unavailable", "Why_Capacity"),
    ];

    /// <summary>The sentence about the reasons and the exit code; null where there is nothing to add to AWS's words.</summary>
    public static string? Reason(EcsTask? task, int? exitCode, ViewWords words)
    {
        var said = string.Join(' ', (task?.Containers ?? []).Select(c => c.Reason).Append(task?.StoppedReason).OfType<string>());
        var key = task?.StopCode is "SpotInterruption" or "TerminationNotice" ? "Why_Spot"
            : Reasons.FirstOrDefault(r => said.Contains(r.Text, StringComparison.Ordinal)).Key is { } known ? known
            : task?.StopCode == "UserInitiated" ? "Why_User"
            : exitCode is 126 or 127 or 137 or 139 or 143 ? $"Why_{exitCode}"
            : null;
        return key is null ? null : words[key];
    }

    /// <summary>What a stop code means; null for one that AWS added since.</summary>
    public static string? Code(string? stopCode, ViewWords words) =>
        stopCode is "TaskFailedToStart" or "EssentialContainerExited" or "UserInitiated" or "ServiceSchedulerInitiated" or "SpotInterruption" or "TerminationNotice" ? words[$"Stop_{stopCode}"] : null;
}
