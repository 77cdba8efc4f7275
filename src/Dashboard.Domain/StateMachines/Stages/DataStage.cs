namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>What the data of a state was after one step of its way from input to output.</summary>
/// <param name="Kind">Which step.</param>
/// <param name="Text">JSON text; null where it is not known.</param>
/// <param name="Gap">Why <paramref name="Text"/> is not known.</param>
/// <param name="IsComputed">Worked out here from the definition; what is not stands in the history.</param>
public sealed record DataStage(DataStageKind Kind, string? Text, DataGap Gap = DataGap.None, bool IsComputed = false);
