using System.Text.Json;
using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Xunit;

namespace Dashboard.Tests.Executions;

public sealed class OrderOfEventsTests
{
    private static readonly Gen<HistoryBuilder> Histories =
        Gen.Select(Gen.Int[0, 4], Gen.OneOfConst(0, 9, 1), Gen.Bool, Gen.Bool).Array[1, 12].Select(steps => Write(steps));

    [Fact]
    public void Shuffling_and_repeating_events_gives_the_equal_snapshot() =>
        Gen.Select(Histories, Gen.Int[0, int.MaxValue]).Sample((history, seed) =>
        {
            var random = new Random(seed);
            HistoryEvent[] mixed = [.. history.Events, .. history.Events.Where(_ => random.Next(3) == 0)];
            random.Shuffle(mixed);
            return Json(history.Events) == Json(mixed);
        }, iter: 300);

    [Fact]
    public void No_part_of_a_history_is_too_short_or_too_ragged() =>
        Gen.Select(Histories, Gen.Int[0, int.MaxValue]).Sample((history, seed) =>
        {
            var random = new Random(seed);
            for (var length = 0; length <= history.Events.Count; length++)
            {
                var prefix = ExecutionProjection.Project(history.Events.Take(length), ExitCodePolicy.Default);
                Assert.Equal(length, prefix.LastEventId);
                ExecutionProjection.Project(history.Events.Skip(length), ExitCodePolicy.Default);
                ExecutionProjection.Project(history.Events.Where(_ => random.Next(4) > 0), ExitCodePolicy.Default);
            }
        }, iter: 60);

    private static string Json(IEnumerable<HistoryEvent> events) => JsonSerializer.Serialize(ExecutionProjection.Project(events, ExitCodePolicy.Default));

    private static HistoryBuilder Write((int Kind, int Code, bool Caught, bool Redrive)[] steps)
    {
        var history = Some.History();
        var step = 0;
        foreach (var (kind, code, caught, redrive) in steps)
        {
            var name = $"S{step++}";
            switch (kind)
            {
                case 0:
                    history.Pass(name, $"{{\"ExitCode\":{code}}}");
                    break;
                case 1:
                    history.Enter("Task", name).Run(code).Run(code).Exit("Task", name);
                    break;
                case 2:
                    history.Begin(name).At(out var begun).Job(name + "a", code).From(begun).Enter("Task", name + "b").Run(code);
                    _ = caught ? history.Add("ParallelStateFailed") : history.Exit("Task", name + "b");
                    history.Exit("Parallel", name);
                    break;
                case 3:
                    history.Enter("Map", name).Add("MapStateStarted").Add("MapIterationStarted", e => e with { Name = name, Index = 0 }).Job(name + "i", code)
                        .Side("MapIterationSucceeded", e => e with { Name = name, Index = 0 }).Exit("Map", name);
                    break;
                default:
                    history.Enter("Task", name).Run(1).End("Failed", "E");
                    if (!redrive)
                    {
                        return history;
                    }

                    history.Redrive(step).Run(0).Exit("Task", name);
                    break;
            }
        }

        return history.End("Succeeded");
    }
}
