namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>An error of the Amazon States Language: a name such as <c>States.TaskFailed</c> and an optional cause.</summary>
public sealed class StatesErrorException(string? error, string? cause, TaskFailureKind kind = TaskFailureKind.Failed) : Exception($"{error}: {cause}")
{
    public string? Error { get; } = error;

    public string? Cause { get; } = cause;

    public TaskFailureKind Kind { get; } = kind;
}
