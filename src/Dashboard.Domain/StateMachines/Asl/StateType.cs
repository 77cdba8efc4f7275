namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>The kinds of state of the Amazon States Language.</summary>
public enum StateType
{
    /// <summary>A kind that this program does not know; it is drawn and kept.</summary>
    Unknown,
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}
