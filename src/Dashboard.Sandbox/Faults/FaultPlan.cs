namespace Dashboard.Sandbox.Faults;

/// <summary>The faults asked for over <c>/_sandbox/faults</c>: the same seed and the same order of calls meet the same faults.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Lazy<Random> _random;

    public FaultPlan() => _random = new(() => new Random(Seed));

    public int Seed { get; init; } = 1;

    /// <summary>By operation (<c>AWSStepFunctions.ListExecutions</c>), service (<c>AWSStepFunctions.*</c>) or <c>*</c>; the closest one decides alone.</summary>
    public IReadOnlyDictionary<string, FaultSettings> Apis { get; init; } = new Dictionary<string, FaultSettings>();

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Fault() => Apis is null || Apis.Values.Any(s => s is null) ? "An API has no settings." : Apis.Select(a => a.Value.Fault(a.Key)).FirstOrDefault(f => f is not null);

    public FaultSettings? For(string api) =>
        Apis.GetValueOrDefault(api) ?? Apis.GetValueOrDefault($"{api.Split('.')[0]}.*") ?? Apis.GetValueOrDefault("*");

    public CallFault Next(FaultSettings settings)
    {
        lock (_gate)
        {
            return settings.At(_random.Value.NextDouble());
        }
    }
}
