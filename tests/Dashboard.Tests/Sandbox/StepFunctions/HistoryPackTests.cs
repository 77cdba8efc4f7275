using System.Reflection;
using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Sandbox.StepFunctions;
using Xunit;

namespace Dashboard.Tests.Sandbox.StepFunctions;

public sealed class HistoryPackTests
{
    private static readonly PropertyInfo[] Properties = [.. typeof(HistoryEvent).GetProperties().Where(p => p.CanWrite)];

    [Fact]
    public void Every_property_of_every_event_comes_out_as_it_went_in() =>
        Gen.Int[0, int.MaxValue].List[0, 40].Sample(
            seeds =>
            {
                var events = seeds.Select(Event).ToList();
                Assert.Equal(events.Select(Told), HistoryPack.Unpack(HistoryPack.Pack(events)).Select(Told));
            });

    [Fact]
    public void A_text_that_stands_in_many_events_is_paid_for_once()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('一' + (i * 7919 % 20_000))));
        var once = HistoryPack.Pack([Event(0) with { Output = text }]).Length;
        Assert.True(HistoryPack.Pack([.. Enumerable.Repeat(Event(0) with { Output = text }, 50)]).Length < once * 1.1);
    }

    /// <summary>An event in which every second property, chosen by the seed, is set.</summary>
    private static HistoryEvent Event(int seed)
    {
        var happened = new HistoryEvent { Id = seed, Timestamp = DateTimeOffset.UnixEpoch.AddTicks(seed), Type = $"Type{seed % 5}" };
        foreach (var (property, at) in Properties.Select((p, i) => (p, i)).Where(p => (seed >> p.i) % 2 == 1 && p.p.Name is not ("Id" or "Timestamp" or "Type")))
        {
            property.SetValue(happened, property.PropertyType switch
            {
                var t when t == typeof(string) => $"{property.Name} 判定 😀 {seed % 7}",
                var t when t == typeof(long) || t == typeof(long?) => (long)seed * at,
                var t when t == typeof(int?) => seed / (at + 1),
                _ => new Dictionary<string, string> { ["a"] = $"{seed}", ["変数"] = "" },
            });
        }

        return happened;
    }

    private static string Told(HistoryEvent happened) => string.Join('|', Properties.Select(p => p.GetValue(happened) switch
    {
        IReadOnlyDictionary<string, string> variables => $"{p.Name}={string.Join(',', variables)}",
        DateTimeOffset time => $"{time:O}",
        var value => $"{p.Name}={value}",
    }));
}
