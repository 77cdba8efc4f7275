using Bunit;
using Dashboard.Features.Executions.Changes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class RerunDialogTests : DialogTest
{
    [Fact]
    public async Task Without_a_reason_it_cannot_be_started()
    {
        await OpenAsync();
        Assert.True(Confirm.HasAttribute("disabled"));
        Reason.Input("late file");
        Assert.False(Confirm.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Wrong_JSON_says_where_keeps_what_was_typed_and_cannot_be_started()
    {
        await OpenAsync();
        Reason.Input("late file");
        Edit();
        Assert.Contains("The same in both.", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("\"day\": \"2026-11-23\"", Dialogs.Find("textarea").GetAttribute("value"), StringComparison.Ordinal);
        Dialogs.Find("textarea").Input("{\n  \"day\": oops\n}");
        Assert.Equal("This is not JSON: line 2, column 10. Nothing was started.", Dialogs.Find("#rerun-input-problem").TextContent);
        Assert.True(Confirm.HasAttribute("disabled"));
        Assert.Equal("{\n  \"day\": oops\n}", Dialogs.Find("textarea").GetAttribute("value"));
        Dialogs.Find("textarea").Input("{}");
        Assert.False(Confirm.HasAttribute("disabled"));
    }

    [Fact]
    public async Task While_the_input_is_edited_its_differences_from_the_old_one_are_shown()
    {
        await OpenAsync();
        Edit();
        Dialogs.Find("textarea").Input("""{"day":"2026-11-24","force":true}""");
        Assert.Equal(
            [("$.day", "\"2026-11-24\"", "\"2026-11-23\""), ("$.force", "true", "–")],
            Dialogs.FindAll(".compare-json tbody tr").Select(r => (r.Children[0].TextContent, r.Children[1].TextContent, r.Children[2].TextContent)));
        Assert.Equal(["Path", "New input", "Old input"], Dialogs.FindAll(".compare-json th").Select(h => h.TextContent));
    }

    [Fact]
    public async Task An_input_that_is_too_long_is_said_and_cannot_be_started()
    {
        await OpenAsync();
        Reason.Input("late file");
        Edit();
        Dialogs.Find("textarea").Input($$"""{"a":"{{new string('あ', 87_382)}}"}""");
        Assert.Contains("262144", Dialogs.Find("#rerun-input-problem").TextContent, StringComparison.Ordinal);
        Assert.True(Confirm.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Text_that_holds_JSON_stays_text_in_the_editor()
    {
        var picture = Some.Picture(Some.HiddenFailure());
        await OpenAsync<RerunDialog>(picture with { Detail = picture.Detail with { Input = """{"message":"{\"a\":1}","n":1.0}""" } });
        Edit();
        Assert.Equal("{\n  \"message\": \"{\\\"a\\\":1}\",\n  \"n\": 1.0\n}", Dialogs.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task A_doubled_click_starts_once_and_leads_to_the_new_execution()
    {
        await OpenAsync();
        Reason.Input("late file");

        // The second click was on its way before the button was disabled.
        var click = Dialogs.FindComponents<MudButton>()[1].Instance.OnClick;
        await Dialogs.InvokeAsync(() => Task.WhenAll(click.InvokeAsync(), click.InvokeAsync()));
        Dialogs.WaitForAssertion(() => Assert.Contains("/executions/arn:aws:states:ap-northeast-1:123456789012:execution:Pare:rerun-", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(1, Aws.Count("StartExecution"));
        Assert.Single(await Audit.ListAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task What_AWS_refuses_is_said_in_the_dialog_and_what_was_typed_stays()
    {
        await OpenAsync();
        Reason.Input("late file");
        Aws.Down = "AccessDeniedException";
        await Confirm.ClickAsync(new());
        Dialogs.WaitForAssertion(() => Assert.Contains("permissions", Dialogs.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("late file", Reason.GetAttribute("value"));
    }

    // The dialog may be drawing what else it has read; the click then comes after that.
    private void Edit()
    {
        Dialogs.FindAll("input[type=radio]")[1].Change(true);
        Dialogs.WaitForElement("textarea");
    }

    private async Task OpenAsync()
    {
        await OpenAsync<RerunDialog>(Some.Picture(Some.HiddenFailure()));
        Dialogs.WaitForAssertion(() => Assert.DoesNotContain(Dialogs.FindAll("#restart-problem"), p => p.TextContent.EndsWith('…')));
    }
}
