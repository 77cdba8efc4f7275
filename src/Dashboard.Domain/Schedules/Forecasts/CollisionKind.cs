namespace Dashboard.Domain.Schedules.Forecasts;

/// <summary>How the runs of two schedules of one machine meet, or those of one schedule; worst first.</summary>
public enum CollisionKind
{
    /// <summary>Both start in the same minute: most likely one start too many.</summary>
    SameMinute,

    /// <summary>It starts while the other one usually still runs.</summary>
    DuringOther,

    /// <summary>The other one starts while it usually still runs.</summary>
    OtherDuring,

    /// <summary>Its own next run starts while it usually still runs.</summary>
    Itself,

    /// <summary>They meet only where AWS starts one later, or both: within their flexible windows.</summary>
    WithinWindow,

    /// <summary>Its own next run starts while it still runs where AWS starts it late: within its flexible window.</summary>
    ItselfWithinWindow,
}
