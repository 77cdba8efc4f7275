using Dashboard.Actions;
using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>One of several executions that something is done with.</summary>
/// <param name="LeftOut">Why nothing is done with it; null where something is.</param>
/// <param name="Result">What came of it; null before.</param>
/// <param name="IsBusy">It is being done now.</param>
public sealed record BulkItem(RunView Run, string? LeftOut = null, ActionResult? Result = null, bool IsBusy = false)
{
    // A second arrival of the click does nothing more.
    public Guid Click { get; init; } = Guid.CreateVersion7();

    public bool IsOpen => LeftOut is null && Result is null;
}
