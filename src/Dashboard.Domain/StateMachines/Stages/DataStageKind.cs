namespace Dashboard.Domain.StateMachines.Stages;

/// <summary>The steps that a state's data takes, in their order. A step whose field the state does not have changes nothing and is left out.</summary>
public enum DataStageKind
{
    Input,
    InputPath,
    Parameters,
    Arguments,
    Result,
    CaughtError,
    ResultSelector,
    ResultPath,
    OutputPath,
    Output,
    Assign,
}
