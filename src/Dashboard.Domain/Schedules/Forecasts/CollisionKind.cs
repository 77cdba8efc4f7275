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
}
