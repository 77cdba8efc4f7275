using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Dashboard.EndToEnd;

/// <summary>Changing a cron expression in the form, and what AWS holds afterwards.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleTests(DemoSite site)
{
    private const string Path = "/schedules/my-schedule-group/my-schedule-job";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_editor_changes_the_cron_and_every_other_field_stays_to_the_byte()
    {
        var before = await site.Sandbox.ScheduleAsync("my-schedule-group", "my-schedule-job", Cancel);
        await using var visitor = await site.SignInAsync("ScheduleEditor");
        var page = visitor.Page;
        await page.GotoAsync(Path);
        var expression = page.GetByLabel("Expression", new() { Exact = true });
        await Expect(expression).ToHaveValueAsync("cron(0 10 * * ? *)");
        await expression.FillAsync("cron(30 9 * * ? *)");
        await Expect(page.Locator(".fires tbody tr")).ToHaveCountAsync(10);
        await Expect(page.Locator(".fires tbody tr").First).ToContainTextAsync("09:30 JST");
        await Expect(page.Locator(".fires tbody tr").First).ToContainTextAsync("00:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("cron(0 10 * * ? *)")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("cron(30 9 * * ? *)")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Change the schedule" })).ToBeDisabledAsync();
        await dialog.GetByLabel("Reason").FillAsync("締め時刻の変更");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change the schedule" }).ClickAsync();
        await Expect(page.GetByText("AWS now holds cron(30 9 * * ? *)")).ToBeVisibleAsync();

        var after = await site.Sandbox.ScheduleAsync("my-schedule-group", "my-schedule-job", Cancel);
        Assert.Equal(Rest(before), Rest(after));
        Assert.Equal("cron(30 9 * * ? *)", (string?)JsonNode.Parse(after)!["ScheduleExpression"]);

        await page.GotoAsync("/audit?q=" + Uri.EscapeDataString("締め時刻の変更"));
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "締め時刻の変更" })).ToContainTextAsync("demo-scheduleeditor");

        // As it was, for the other tests.
        await page.GotoAsync(Path);
        await expression.FillAsync("cron(0 10 * * ? *)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save…" }).ClickAsync();
        await dialog.GetByLabel("Reason").FillAsync("back");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change the schedule" }).ClickAsync();
        await Expect(page.GetByText("AWS now holds cron(0 10 * * ? *)")).ToBeVisibleAsync();
        Assert.Equal(Rest(before), Rest(await site.Sandbox.ScheduleAsync("my-schedule-group", "my-schedule-job", Cancel)));
    }

    [Theory]
    [InlineData("cron(0 10 * * *)", "cron takes 6 fields; here are 5.")]
    [InlineData("cron(0 25 * * ? *)", "25 is out of range in the field hours.")]
    [InlineData("cron(0 10 * * MON *)", "Day of month and day of week cannot both be given.")]
    [InlineData("every day", "“every day” is none of")]
    public async Task A_wrong_expression_gets_a_sentence_and_cannot_be_saved(string text, string sentence)
    {
        await using var visitor = await site.SignInAsync("ScheduleEditor");
        var page = visitor.Page;
        await page.GotoAsync(Path);
        var expression = page.GetByLabel("Expression", new() { Exact = true });
        await Expect(expression).ToHaveValueAsync("cron(0 10 * * ? *)");
        await expression.FillAsync(text);
        await Expect(page.GetByText(sentence)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save…" })).ToBeDisabledAsync();
        await Expect(expression).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task An_operator_sees_the_schedule_and_why_it_cannot_be_changed()
    {
        await using var visitor = await site.SignInAsync("Operator");
        await visitor.Page.GotoAsync(Path);
        await Expect(visitor.Page.GetByText("Your role may look, not change.")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save…" })).ToBeDisabledAsync();
    }

    // Everything but the expression and when it was last changed: member by member as raw text, so that what is not understood is compared too. The order of members says nothing.
    private static string Rest(string schedule) => string.Join('\n', Members("", JsonNode.Parse(schedule)!)
        .Where(m => !m.StartsWith("/ScheduleExpression=", StringComparison.Ordinal) && !m.StartsWith("/LastModificationDate=", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Members(string path, JsonNode? node) =>
        node is JsonObject json ? json.SelectMany(m => Members($"{path}/{m.Key}", m.Value)) : [$"{path}={node?.ToJsonString()}"];
}
