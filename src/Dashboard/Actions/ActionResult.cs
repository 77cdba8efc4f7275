using Dashboard.Aws;

namespace Dashboard.Actions;

/// <summary>What came of a change; <see cref="ActionWords"/> puts it in a sentence.</summary>
/// <param name="Value">What AWS gave, where it was done: the ARN of what was started, or when.</param>
/// <param name="Failure">What kind of no AWS gave, where it failed there.</param>
/// <param name="Detail">The failure's own words.</param>
public sealed record ActionResult(ActionOutcome Outcome, string? Value = null, AwsFailure? Failure = null, string? Detail = null)
{
    public bool IsDone => Outcome == ActionOutcome.Done;

    /// <summary>What came of it is certain: else AWS may have done it, also where it was throttled, as an earlier try of the same call may have taken effect.</summary>
    public bool IsSettled => Outcome != ActionOutcome.AlreadyAsked && Failure is not (AwsFailure.Unreachable or AwsFailure.Throttled or AwsFailure.Unknown);
}
