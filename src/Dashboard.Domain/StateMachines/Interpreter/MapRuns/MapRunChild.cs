namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>What one child execution of a Map Run is to work on.</summary>
/// <param name="Index">From 0, in the order of the items.</param>
/// <param name="Input">JSON text: an item, or a batch of them.</param>
/// <param name="ItemCount">How many items the input holds.</param>
public sealed record MapRunChild(int Index, string Input, int ItemCount);
