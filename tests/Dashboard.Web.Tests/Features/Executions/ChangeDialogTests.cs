using Bunit;
using Dashboard.Actions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions.Changes;
using Dashboard.Live;
using Dashboard.Store.Audit;
using MudBlazor;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>Stopping and redriving, from the button to what AWS receives.</summary>
public sealed class ChangeDialogTests : DialogTest
{
    private static readonly ExecutionPicture Running = Some.Picture(Some.Snapshot(ExecutionStatus.Running, Outcome.Running, Some.Visit(2, "先行①", Outcome.Running).With(Some.Attempt(1, Outcome.Running, null))));

    private static readonly ExecutionPicture Failed = Some.Picture(
        Some.Snapshot(ExecutionStatus.Failed, Outcome.Abnormal, Some.Visit(2, "A", Outcome.Abnormal).With(Some.Attempt(1, Outcome.Abnormal, 1))) with { EndedAt = DateTimeOffset.UtcNow, LastEventId = 9 },
        """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}""");

    [Fact]
    public async Task Stopping_says_what_is_killed_and_gives_AWS_the_reason_and_who()
    {
        await OpenAsync<StopDialog>(Running);
        Assert.Contains("先行①", Dialogs.Find(".change-list").TextContent, StringComparison.Ordinal);
        Assert.True(Confirm.HasAttribute("disabled"));
        Reason.Input("wrong file");
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal("wrong file (sato)", (string?)Assert.Single(Aws.Requests, r => r.Operation == "StopExecution").Body["cause"]);
        Assert.Equal(("Stop", AuditState.Done), Assert.Single((await Audit.ListAsync(null, 9, Cancel)).Select(r => (r.Action, r.State))));
    }

    [Fact]
    public async Task A_redrive_names_what_runs_again_and_its_token_is_the_audit_rows()
    {
        Aws.Add(Some.Arn, Some.Parallel).Status = "FAILED";
        await OpenAsync<RedriveDialog>(Failed);
        Assert.Contains("A – ", Dialogs.Find(".mud-dialog li").TextContent, StringComparison.Ordinal);
        Reason.Input("disk was full");
        var click = Dialogs.FindComponents<MudButton>()[1].Instance.OnClick;
        await Dialogs.InvokeAsync(() => Task.WhenAll(click.InvokeAsync(), click.InvokeAsync()));
        var row = Assert.Single(await Audit.ListAsync(null, 9, Cancel));
        Assert.Equal($"{row.Id:n}", (string?)Assert.Single(Aws.Requests, r => r.Operation == "RedriveExecution").Body["clientToken"]);
    }

    [Fact]
    public async Task What_changed_since_the_dialog_opened_is_not_touched_and_said()
    {
        await OpenAsync<StopDialog>(Running);
        Reason.Input("wrong file");
        Aws.Add(Some.Arn, Some.Parallel).Status = "SUCCEEDED";
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Contains("Running, redrives: 0 → Succeeded, redrives: 0", Dialogs.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("wrong file", Reason.GetAttribute("value"));
        Assert.Equal(0, Aws.Count("StopExecution"));
        Assert.Equal(AuditState.Failed, Assert.Single(await Audit.ListAsync(null, 9, Cancel)).State);
    }

    [Fact]
    public async Task After_a_no_of_AWSs_another_try_in_the_same_dialog_asks_AWS_again()
    {
        await OpenAsync<StopDialog>(Running);
        Reason.Input("wrong file");
        Aws.Down = "AccessDeniedException";
        await Confirm.ClickAsync(new());
        Dialogs.WaitForElement(".caution[role=alert]");
        Aws.Down = null;
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal(1, Aws.Count("StopExecution"));
        Assert.Equal([AuditState.Done, AuditState.Failed], (await Audit.ListAsync(null, 9, Cancel)).Select(r => r.State));
    }

    [Fact]
    public async Task Where_AWS_may_have_done_it_another_try_does_not_do_it_again()
    {
        await OpenAsync<RerunDialog>(Running);
        Reason.Input("late file");
        Aws.Down = "ThrottlingException";
        await Confirm.ClickAsync(new());
        Dialogs.WaitForElement(".caution[role=alert]");
        Aws.Down = null;
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Contains("The same click arrived before", Dialogs.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(0, Aws.Count("StartExecution"));
        Assert.Equal(AuditState.Open, Assert.Single(await Audit.ListAsync(null, 9, Cancel)).State);
    }

    [Fact]
    public async Task The_persons_last_five_reasons_are_offered_each_once_the_newest_first()
    {
        foreach (var reason in (string[])["a", "b", "c", "d", "e", "f", "b"])
        {
            await Audit.RefuseAsync(new AuditEntry("sato", "Operator", null, "Stop", Some.Arn, reason), "no", Cancel);
        }

        await Audit.RefuseAsync(new AuditEntry("suzuki", "Operator", null, "Stop", Some.Arn, "another's"), "no", Cancel);
        await OpenAsync<StopDialog>(Running);
        Dialogs.WaitForAssertion(() => Assert.Equal(["b", "f", "e", "d", "c"], Dialogs.FindAll("datalist option").Select(o => o.GetAttribute("value"))));
    }

    [Theory]
    [InlineData(Role.Operator, null)]
    [InlineData(Role.Viewer, "For this you need one of these roles: Operator, Administrator.")]
    public void A_button_that_is_off_says_why(Role role, string? why)
    {
        Person.SetRoles(role.ToString());
        var buttons = Render<ChangeButtons>(p => p.Add(b => b.Picture, Running));
        Assert.Equal(["Stop", "Rerun"], buttons.FindAll("button").Select(b => b.TextContent.Trim()));
        Assert.All(buttons.FindAll("button"), b => Assert.Equal(why is not null, b.HasAttribute("disabled")));
        Assert.All(buttons.FindAll(".change-buttons > span"), s => Assert.Equal(why, s.GetAttribute("title")));
    }

    [Fact]
    public void A_redrive_that_cannot_help_is_off_and_says_why()
    {
        var buttons = Render<ChangeButtons>(p => p.Add(b => b.Picture, Some.Picture(Some.HiddenFailure())));
        Assert.Equal([true, false], buttons.FindAll("button").Select(b => b.HasAttribute("disabled")));
        Assert.Contains("AWS redrives only what failed for AWS", buttons.Find(".change-buttons > span").GetAttribute("title"), StringComparison.Ordinal);
    }
}
