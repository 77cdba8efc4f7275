using System.Globalization;
using Bunit;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions.Changes;
using Dashboard.Live;
using MudBlazor;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>Rerunning from the failed job: what is said, and what AWS receives.</summary>
public sealed class RestartDialogTests : DialogTest
{
    private const string Task = "\"Type\":\"Task\",\"Resource\":\"arn:aws:states:::ecs:runTask.sync\",\"Parameters\":{},\"ResultPath\":null";

    private const string Plain = $$"""{"StartAt":"抽出","States":{"抽出":{ {{Task}},"Next":"集計"},"集計":{ {{Task}},"End":true} } }""";

    private const string Gated = $$"""
        {"StartAt":"抽出前","States":{
          "抽出前":{"Type":"Choice","Choices":[{"Variable":"$.skip.抽出","IsPresent":true,"Next":"集計"}],"Default":"抽出"},
          "抽出":{ {{Task}},"Next":"集計"},"集計":{ {{Task}},"End":true} } }
        """;

    private AngleSharp.Dom.IElement FromFailed => Dialogs.FindAll("input[type=radio]")[2];

    [Theory]
    [InlineData("en", "Skipped: ended well in this run", "Run again")]
    [InlineData("ja", "スキップするジョブ（正常に終わったもの）", "もう一度動く")]
    public async Task A_gated_machine_is_restarted_with_the_keys_that_skip_what_had_finished(string culture, string skipped, string again)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Aws.Definition = Gated;
        await OpenAsync(Gated);
        ChooseFromFailed();
        Assert.Equal([skipped, again], Dialogs.FindAll(".restart h3").Take(2).Select(h => h.TextContent));
        Assert.Equal(["抽出", "集計"], Dialogs.FindAll(".restart li > span[title]").Select(l => l.TextContent));
        Assert.Equal("$.skip", Dialogs.Find(".restart .compare-json tbody td").TextContent);

        Reason.Input("disk was full");
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        const string Sent = """{"day":"2026-11-23","skip":{"抽出":true}}""";
        Assert.Equal(Sent, (string?)Assert.Single(Aws.Requests, r => r.Operation == "StartExecution").Body["input"]);
        Assert.Equal(Sent, Assert.Single(await Audit.ListAsync(null, 9, Cancel)).After);
    }

    [Fact]
    public async Task What_would_skip_can_be_edited_and_stays_when_AWS_refuses()
    {
        Aws.Definition = Gated;
        await OpenAsync(Gated);
        ChooseFromFailed();
        Dialogs.Find(".restart > button").Click();
        Assert.Contains("\"抽出\": true", Dialogs.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        Reason.Input("disk was full");
        Aws.Down = "AccessDeniedException";
        await Confirm.ClickAsync(new());
        Dialogs.WaitForElement(".caution[role=alert]");
        Assert.Contains("\"抽出\": true", Dialogs.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "This machine has no skip gates: nothing in its definition leads round a finished job.")]
    [InlineData("ja", "このステートマシンにはスキップ判定がありません。終わったジョブを迂回する経路が定義にありません。")]
    public async Task A_machine_without_gates_says_so_and_shows_the_change_that_would_add_them(string culture, string why)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Aws.Definition = Plain;
        await OpenAsync(Plain);
        Assert.True(FromFailed.HasAttribute("disabled"));
        Assert.Contains(why, Dialogs.Find("#restart-problem").TextContent, StringComparison.Ordinal);
        Dialogs.Find("button[aria-expanded=false]").Click();
        Dialogs.WaitForElement(".gates-lines");
        Assert.Contains(Dialogs.FindAll(".gates-lines tr.added"), r => r.TextContent.Contains("\"Skip? 集計\": {", StringComparison.Ordinal));
        Assert.Contains(Dialogs.FindAll(".gates-lines tr.removed"), r => r.TextContent.Contains("\"StartAt\": \"抽出\"", StringComparison.Ordinal));
        Assert.Contains("""{"skip":{"抽出":true}}""", Dialogs.Find(".gates code").TextContent, StringComparison.Ordinal);
        Assert.Contains("\"Default\": \"集計\"", Dialogs.FindComponents<Dashboard.Features.Executions.CopyButton>()[^1].Instance.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gates_are_those_of_the_definition_that_would_run_now()
    {
        Aws.Definition = Gated;
        await OpenAsync(Plain);
        Assert.False(FromFailed.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Where_AWS_does_not_give_the_definition_that_is_said()
    {
        await OpenAsync(Gated);
        Assert.True(FromFailed.HasAttribute("disabled"));
        Assert.Contains("definition could not be read", Dialogs.Find("#restart-problem").TextContent, StringComparison.Ordinal);
    }

    // The dialog may be drawing what else it has read; the click then comes after that.
    private void ChooseFromFailed()
    {
        FromFailed.Change(true);
        Dialogs.WaitForElement(".restart");
    }

    private async Task OpenAsync(string ran)
    {
        await OpenAsync<RerunDialog>(Picture(ran));
        Dialogs.WaitForAssertion(() => Assert.DoesNotContain(Dialogs.FindAll("#restart-problem"), p => p.TextContent.EndsWith('…')));
    }

    /// <summary>抽出 ended well, 集計 failed.</summary>
    private static ExecutionPicture Picture(string definition) => Some.Picture(
        Some.Snapshot(
            ExecutionStatus.Failed,
            Outcome.Abnormal,
            [
                .. definition == Gated ? [Some.Visit(2, "抽出前", type: Dashboard.Domain.StateMachines.Asl.StateType.Choice) with { IsLeft = true }] : (StateVisit[])[],
                Some.Visit(4, "抽出").With(Some.Attempt(1, Outcome.Normal, 0)) with { IsLeft = true },
                Some.Visit(9, "集計", Outcome.Abnormal).With(Some.Attempt(1, Outcome.Abnormal, 1)),
            ]),
        definition);
}
