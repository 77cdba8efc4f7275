using CsCheck;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Plans;
using Xunit;

namespace Dashboard.Tests.Schedules.Plans;

public sealed class PlanEditsTests
{
    private static readonly DateTimeOffset Now = Some.Instant("2026-11-26T03:10:20Z");

    /// <summary>Schedules that fire more than once, somewhere around a change of the clocks or far from one, with and without a start, before and after now.</summary>
    private static readonly Gen<(PlanBasis Basis, DateTimeOffset Now)> Any =
        from zone in Gen.OneOfConst("UTC", "Asia/Tokyo", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe")
        from day in Gen.OneOfConst("2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-06-15", "2026-12-31")
        from seconds in Gen.Int[0, 200_000]
        from expression in Gen.OneOf(
            Gen.Select(Gen.Int[0, 59], Gen.Int[0, 23], (m, h) => $"cron({m} {h} * * ? *)"),
            Gen.Select(Gen.Int[1, 59], Gen.OneOfConst("MON-FRI", "SUN", "2#1"), (m, d) => $"cron(0/{m} 1-3,22 ? * {d} *)"),
            Gen.Select(Gen.Int[1, 5000], m => $"rate({m} minutes)"),
            Gen.Select(Gen.Int[1, 3], d => $"rate({d} days)"))
        from start in Gen.OneOf(Gen.Const((int?)null), Gen.Int[-3_000_000, 300_000].Select(s => (int?)s))
        from written in Gen.Int[1, 5_000_000]
        let now = Some.Instant(day).AddSeconds(seconds)
        select (new PlanBasis(Some.Expression(expression), Some.Zone(zone), start is { } s ? now.AddSeconds(s) : null, null, now.AddSeconds(-written)), now);

    [Fact]
    public void After_a_skip_every_run_but_the_next_is_when_it_was() => Any.Sample(
        p =>
        {
            var edit = PlanEdits.Skip(p.Basis, p.Now).Edit!;
            var before = p.Basis.Fires(p.Now).Take(12).ToList();
            Assert.Equal((before[0], before[1]), (edit.Fire, edit.Then));
            Assert.Equal(before[1..], Written(p.Basis, edit, p.Now).Fires(p.Now).Take(11));
        },
        iter: 3000);

    [Fact]
    public void A_hold_leaves_out_the_runs_before_its_end_and_no_other() => Gen.Select(Any, Gen.Int[1, 400_000]).Sample(
        (p, length) =>
        {
            var until = p.Now.AddSeconds(length);
            var (edit, problem) = PlanEdits.Hold(p.Basis, p.Now, until);
            var expected = p.Basis.Fires(p.Now).SkipWhile(f => f < until).Take(10);
            Assert.Equal(p.Basis.Fires(p.Now).First() >= until ? PlanProblem.NothingToHold : null, problem);
            Assert.True(edit is null || expected.SequenceEqual(Written(p.Basis, edit, p.Now).Fires(p.Now).Take(10)), $"{p.Basis} {until:o}");
        },
        iter: 3000);

    [Fact]
    public void Taken_back_at_any_time_before_its_end_every_run_is_when_it_was() => Gen.Select(Any, Gen.Double[0, 1], Gen.Int[1, 400_000]).Sample(
        (p, share, length) =>
        {
            var until = p.Now.AddSeconds(length);
            foreach (var edit in (PlanEdit?[])[PlanEdits.Skip(p.Basis, p.Now).Edit, PlanEdits.Hold(p.Basis, p.Now, until).Edit])
            {
                if (edit is not null)
                {
                    var later = p.Now + ((edit.Start!.Value - p.Now) * share * 0.999);
                    var undo = PlanEdits.Undo(Written(p.Basis, edit, p.Now), p.Basis.Start, p.Basis.Phase, later);
                    Assert.Equal(p.Basis.Fires(later).Take(10), Written(p.Basis, undo, later).Fires(later).Take(10));
                }
            }
        },
        iter: 3000);

    [Fact]
    public void What_runs_once_is_switched_off_and_cannot_be_held()
    {
        var basis = Basis("at(2026-11-26T22:00:00)");
        var edit = PlanEdits.Skip(basis, Now).Edit!;
        Assert.Equal((false, null, null), (edit.IsEnabled, edit.Start, edit.Then));
        Assert.Equal(PlanProblem.OnceOnly, PlanEdits.Hold(basis, Now, Now.AddDays(1)).Problem);
        Assert.True(PlanEdits.Undo(basis, null, Now, Now).IsEnabled);
    }

    [Theory]
    [InlineData("cron(0 22 * * ? *)", "2026-11-27T13:00:00Z", PlanProblem.NeverAgain)]
    [InlineData("cron(0 22 26 11 ? 2026)", null, PlanProblem.NeverAgain)]
    [InlineData("rate(1 days)", "2026-11-27T13:00:00Z", PlanProblem.NeverAgain)]
    [InlineData("cron(0 22 26 11 ? 2025)", null, PlanProblem.Expired)]
    [InlineData("at(2025-11-26T22:00:00)", null, PlanProblem.Expired)]
    public void Where_nothing_would_ever_run_again_it_is_refused(string expression, string? end, PlanProblem problem) =>
        Assert.Equal((null, problem), PlanEdits.Skip(Basis(expression, end), Now));

    [Fact]
    public void A_hold_beyond_the_end_or_into_the_past_is_refused()
    {
        var basis = Basis("cron(0 22 * * ? *)", "2026-11-29T00:00:00Z");
        Assert.Equal(PlanProblem.NeverAgain, PlanEdits.Hold(basis, Now, Now.AddDays(3)).Problem);
        Assert.Equal(PlanProblem.InThePast, PlanEdits.Hold(basis, Now, Now).Problem);
    }

    private static PlanBasis Basis(string expression, string? end = null) =>
        new(Some.Expression(expression), Some.Zone("Asia/Tokyo"), null, end is null ? null : Some.Instant(end), Now.AddHours(-1));

    // As EventBridge Scheduler holds it afterwards: it was written just now.
    private static PlanBasis Written(PlanBasis basis, PlanEdit edit, DateTimeOffset at) => basis with { Start = edit.Start, Written = at };
}
