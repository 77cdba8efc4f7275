namespace Dashboard.Domain.StateMachines.Interpreter.Trials;

/// <summary>A step on the way of a state's data, in the order of the way. What a Map is held to is among them.</summary>
public enum StateStage
{
    AfterInputPath,
    AfterParameters,
    AfterArguments,
    MaxConcurrency,
    AfterItemsPointer,
    AfterItemsPath,
    ToleratedFailureCount,
    ToleratedFailurePercentage,
    AfterItemSelector,
    AfterItemBatcher,
    Result,
    AfterResultSelector,
    AfterResultPath,
}
