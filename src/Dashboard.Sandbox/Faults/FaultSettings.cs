namespace Dashboard.Sandbox.Faults;

/// <summary>What goes wrong in the calls of one API: rates from 0 to 1, of which one call meets at most one.</summary>
internal sealed record FaultSettings
{
    /// <summary>Refused with the service's own throttling error.</summary>
    public double Throttled { get; init; }

    /// <summary>HTTP 500 with the service's own error; nothing is done.</summary>
    public double ServerError { get; init; }

    /// <summary>Never answered; nothing is done.</summary>
    public double Timeout { get; init; }

    /// <summary>Never answered, yet done.</summary>
    public double LostAnswer { get; init; }

    /// <summary>Done, and the connection breaks in the middle of the answer.</summary>
    public double Truncated { get; init; }

    /// <summary>Done, and answered <see cref="SlowSeconds"/> late.</summary>
    public double Slow { get; init; }

    public double SlowSeconds { get; init; } = 5;

    /// <summary>How old the world is that the eventually consistent reads (<see cref="StaleReads.Operations"/>) show; 0 for what is.</summary>
    public double StaleSeconds { get; init; }

    /// <summary>What is wrong with the settings of this API; null if nothing is.</summary>
    public string? Fault(string api) => this switch
    {
        _ when Rates().Any(r => r.Rate is < 0 or > 1) => $"A rate of '{api}' is not from 0 to 1.",
        _ when Rates().Sum(r => r.Rate) > 1 + 1e-9 => $"The rates of '{api}' are more than 1 together.",
        _ when SlowSeconds is < 0 or > 3600 || StaleSeconds is < 0 or > 3600 => $"The seconds of '{api}' are not from 0 to 3600.",
        _ when StaleSeconds > 0 && !api.EndsWith('*') && !StaleReads.Operations.Contains(api) => $"'{api}' is always consistent; staleSeconds is for {string.Join(", ", StaleReads.Operations)}.",
        _ => null,
    };

    /// <param name="roll">From 0 up to, but not including, 1.</param>
    public CallFault At(double roll)
    {
        foreach (var (fault, rate) in Rates())
        {
            if (roll < rate)
            {
                return fault;
            }

            roll -= rate;
        }

        return CallFault.None;
    }

    private IEnumerable<(CallFault Fault, double Rate)> Rates() =>
    [
        (CallFault.Throttled, Throttled),
        (CallFault.ServerError, ServerError),
        (CallFault.Timeout, Timeout),
        (CallFault.LostAnswer, LostAnswer),
        (CallFault.Truncated, Truncated),
        (CallFault.Slow, Slow),
    ];
}
