namespace Dashboard.Sandbox.Ecs;

/// <summary>One container of a task.</summary>
internal sealed class TaskContainer(ContainerDefinition definition)
{
    public ContainerDefinition Definition { get; } = definition;

    public Guid Id { get; } = Ids.Guid();

    public string LastStatus { get; set; } = "PENDING";

    public int? ExitCode { get; set; }

    public string? Reason { get; set; }
}
