namespace Dashboard.Features.Machines;

/// <summary>The words of the pages about state machines.</summary>
public sealed class MachineWords;
