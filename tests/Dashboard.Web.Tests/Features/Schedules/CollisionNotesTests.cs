using System.Globalization;
using Bunit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Schedules;
using Dashboard.Live;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>A draft beside the other schedules of its machine, which usually runs for an hour.</summary>
public sealed class CollisionNotesTests : BunitContext
{
    private const string Pare = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare";
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);

    private readonly ScriptedScheduler _aws = new();

    public CollisionNotesTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Services.AddLocalization().AddLogging();
    }

    [Fact]
    public async Task The_draft_as_it_is_typed_is_judged_not_what_AWS_holds()
    {
        _aws.Put("close", "cron(0 9 * * ? *)");
        var (notes, draft, board) = await DrawAsync("cron(0 22 * * ? *)");
        Assert.Empty(notes.FindAll(".caution"));

        Type("cron(30 9 * * ? *)");
        var warning = Assert.Single(notes.FindAll(".caution"));
        Assert.Contains("close starts the same state machine at 2026-11-27 (Fri) 09:00 JST and usually still runs (usually 1 h 00 m) when this one starts at 2026-11-27 (Fri) 09:30 JST. This touches 10 of the next 10 runs.", Words(warning.TextContent), StringComparison.Ordinal);
        Assert.Equal(("close", "schedules/batch/close"), (notes.Find("a").TextContent, notes.Find("a").GetAttribute("href")));
        Assert.NotEmpty(notes.FindAll(".caution .glyph"));

        Type("cron(0 9 * * ? *)");
        Assert.Contains("in the same minute, 2026-11-27 (Fri) 09:00 JST: most likely one start too many.", Words(notes.Find(".caution").TextContent), StringComparison.Ordinal);
        Type("cron(0 8,9 ? * FRI *)");
        Assert.Contains("in the same minute", notes.Find(".caution").TextContent, StringComparison.Ordinal);
        Type("cron(30 8 * * ? *)");
        Assert.Contains("while the run of this one from 2026-11-27 (Fri) 08:30 JST usually still runs", Words(notes.Find(".caution").TextContent), StringComparison.Ordinal);
        Type("cron(0/30 1 * * ? *)");
        Assert.Contains("The run of 2026-11-27 (Fri) 01:00 JST usually still runs (usually 1 h 00 m) when the next one starts at 2026-11-27 (Fri) 01:30 JST.", Words(notes.Find(".caution").TextContent), StringComparison.Ordinal);

        // Within its flexible window it may start as late as ten past eight, and usually runs for an hour.
        notes.Render(p => p.Add(n => n.Draft, draft.SetText(ScheduleDraft.ExpressionPath, "cron(50 7 * * ? *)").SetText(ScheduleDraft.WindowModePath, "FLEXIBLE").SetNumber(ScheduleDraft.WindowPath, 20)));
        Assert.Contains("close starts the same state machine at 2026-11-27 (Fri) 09:00 JST. Within the flexible windows AWS may start one so late that it meets the run of this one from 2026-11-27 (Fri) 07:50 JST.", Words(notes.Find(".caution").TextContent), StringComparison.Ordinal);
        Type("cron(50 7 * * ? *)");
        Assert.Empty(notes.FindAll(".caution"));

        // Off it starts nothing; wrong it says nothing.
        notes.Render(p => p.Add(n => n.Draft, draft.SetText(ScheduleDraft.ExpressionPath, "cron(30 9 * * ? *)").SetText(ScheduleDraft.StatePath, "DISABLED")));
        Assert.Empty(notes.FindAll(".caution"));
        Type("cron(30 25 * * ? *)");
        Assert.Empty(notes.FindAll(".caution"));

        void Type(string expression) => notes.Render(p => p.Add(n => n.Draft, draft.SetText(ScheduleDraft.ExpressionPath, expression)));
    }

    [Fact]
    public async Task Three_are_named_and_the_rest_counted()
    {
        for (var i = 0; i < 5; i++)
        {
            _aws.Put($"close-{i}", "cron(0 22 * * ? *)");
        }

        var (notes, _, _) = await DrawAsync("cron(0 22 * * ? *)");
        Assert.Equal(["close-0", "close-1", "close-2"], notes.FindAll("a").Select(a => a.TextContent));
        Assert.Contains("and 2 more", notes.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Among_five_thousand_schedules_only_those_of_the_machine_are_looked_at_and_only_when_something_is_new()
    {
        for (var i = 0; i < 5000; i++)
        {
            _aws.Put($"s{i:0000}", "cron(0 22 * * ? *)", machine: i % 1000 == 7 ? "Pare" : $"m{i % 100}");
        }

        var (notes, draft, board) = await DrawAsync("cron(0 22 * * ? *)");
        Assert.Equal(["s0007", "s1007", "s2007"], notes.FindAll("a").Select(a => a.TextContent));

        // What was judged is drawn again for a board that says nothing new; another minute is judged anew, which takes far more memory.
        var (same, another) = (Allocated(i => Now.AddMilliseconds(i)), Allocated(i => Now.AddMinutes(i)));
        Assert.True(same < another / 2, $"Drawn again: {same:N0} bytes; judged anew: {another:N0}.");

        long Allocated(Func<int, DateTimeOffset> now)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 1; i < 100; i++)
            {
                notes.Render(p => p.Add(n => n.Board, board with { MachinesAsOf = Now.AddSeconds(i) }).Add(n => n.Now, now(i)));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<(IRenderedComponent<CollisionNotes> Notes, ScheduleDraft Draft, Board Board)> DrawAsync(string expression)
    {
        _aws.Put("nightly", expression);
        var reader = new ScheduleReader(_aws.Gateway);
        await reader.ReadAsync(Xunit.TestContext.Current.CancellationToken);
        var run = new RunView { Arn = "run", Name = "run", Status = ExecutionStatus.Succeeded, StartedAt = Now.AddHours(-3), StoppedAt = Now.AddHours(-2), Outcome = Outcome.Normal };
        var board = Board.Empty with { Schedules = reader.Known, Machines = [new MachineView { Arn = Pare, Name = "Pare", Runs = [run] }] };
        var draft = ScheduleDraft.Of(board.FindSchedule("batch", "nightly")!.Detail.Document);
        return (Render<CollisionNotes>(p => p.Add(n => n.Draft, draft).Add(n => n.Board, board).Add(n => n.Now, Now)), draft, board);
    }
}
