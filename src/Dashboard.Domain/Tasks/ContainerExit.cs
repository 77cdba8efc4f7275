namespace Dashboard.Domain.Tasks;

/// <summary>How one container of an ECS task ended.</summary>
/// <param name="ExitCode">Absent where the container never started.</param>
/// <param name="Reason">What ECS says of it, such as <c>OutOfMemoryError: …</c>.</param>
public sealed record ContainerExit(string Name, int? ExitCode, string? Reason, string? Image, string? ImageDigest, string? LastStatus);
