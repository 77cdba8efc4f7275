namespace Dashboard.Features.Schedules;

/// <summary>Why a schedule cannot be saved as it stands in the form.</summary>
public enum SaveBlock
{
    NotAllowed,

    /// <summary>AWS holds something else by now than when the typing began.</summary>
    ChangedElsewhere,
    WrongExpression,
    UnknownZone,

    /// <summary>A Step Functions target takes JSON.</summary>
    WrongInput,

    /// <summary>The input is longer than 256 KB.</summary>
    LongInput,

    /// <summary>The flexible window is 1 to 1440 minutes.</summary>
    WrongWindow,

    /// <summary>Retries are 0 to 185, within 60 to 86400 seconds.</summary>
    WrongRetries,

    /// <summary>The dead-letter queue is no ARN of an SQS queue.</summary>
    WrongDeadLetter,

    /// <summary>The end is over: AWS refuses to write it again.</summary>
    EndPassed,
    EndBeforeStart,

    /// <summary>The new start is more than five minutes ago.</summary>
    StartPassed,
    NothingChanged,
}
