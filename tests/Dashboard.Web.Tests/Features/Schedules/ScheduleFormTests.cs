using System.Globalization;
using System.Security.Claims;
using Bunit;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Schedules;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>The form on a real schedule: the sandbox's, over HTTP.</summary>
public sealed class ScheduleFormTests : BunitContext, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private SandboxServer _sandbox = default!;
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private SchedulerGateway Scheduler => Services.GetRequiredService<SchedulerGateway>();

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0" }, Cancel);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices();
        Services.AddStore(_ => _file).AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret"));
        Services.AddActions().AddSingleton<MachineTags>().AddSingleton<DashboardOptions>().AddSchedulePages();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Operator)]
    public async Task Who_may_only_look_sees_the_next_ten_runs_and_why_nothing_can_be_saved(Role role)
    {
        var (form, _) = await RenderAsync(role);
        Assert.Equal(10, form.FindAll("tbody tr").Count);
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Contains("Your role may look", form.Find("#save-block").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_expression_gets_a_sentence_and_stays_as_it_was_typed()
    {
        var (form, _) = await RenderAsync(Role.ScheduleEditor);
        Type(form, "cron(0 25 * * ? *)");
        Assert.Contains("25 is out of range in the field hours", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("cron(0 25 * * ? *)", form.Find("input").GetAttribute("value"));
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Empty(form.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Saved_with_a_reason_AWS_holds_the_new_expression_and_everything_else_as_before()
    {
        var (form, before) = await RenderAsync(Role.ScheduleEditor);
        Type(form, "cron(30 11 * * ? *)");
        await ConfirmAsync(form, "the file comes later now");
        form.WaitForAssertion(() => Assert.Contains("AWS now holds cron(30 11 * * ? *)", form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));

        var now = await Scheduler.GetAsync(before.Group, before.Name, Cancel);
        Assert.Equal(("cron(30 11 * * ? *)", before.TimeZone, before.Enabled, before.Input, before.TargetArn, before.DeadLetterArn), (now.Expression, now.TimeZone, now.Enabled, now.Input, now.TargetArn, now.DeadLetterArn));
        var row = Assert.Single(await Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel));
        Assert.Equal((AuditState.Done, before.Arn, "the file comes later now", """{"ScheduleExpression":"cron(0 10 * * ? *)"}"""), (row.State, row.Target, row.Reason, row.Before));
    }

    [Fact]
    public async Task Changed_elsewhere_meanwhile_it_is_not_overwritten_and_nothing_typed_is_lost()
    {
        var (form, asRead) = await RenderAsync(Role.ScheduleEditor);
        var ticket = await Services.GetRequiredService<AuditLog>().BeginAsync(new AuditEntry("suzuki", "Administrator", null, "ChangeSchedule", asRead.Arn, "elsewhere"), Cancel);
        await Scheduler.UpdateAsync(ticket, asRead.Document, [new MemberEdit("ScheduleExpression", "\"cron(15 9 * * ? *)\"")], Cancel);

        Type(form, "cron(30 11 * * ? *)");
        await ConfirmAsync(form, "the file comes later now");
        form.WaitForAssertion(() => Assert.Contains("changed elsewhere since you opened it", form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("cron(30 11 * * ? *)", form.Find("input").GetAttribute("value"));
        Assert.Equal("cron(15 9 * * ? *)", (await Scheduler.GetAsync(asRead.Group, asRead.Name, Cancel)).Expression);
    }

    [Fact]
    public async Task What_AWS_holds_by_now_is_shown_beside_what_was_typed_and_must_be_taken_note_of()
    {
        var (form, asRead) = await RenderAsync(Role.ScheduleEditor);
        Type(form, "cron(30 11 * * ? *)");
        var ticket = await Services.GetRequiredService<AuditLog>().BeginAsync(new AuditEntry("suzuki", "Administrator", null, "ChangeSchedule", asRead.Arn, "elsewhere"), Cancel);
        var now = await Scheduler.UpdateAsync(ticket, asRead.Document, [new MemberEdit("ScheduleExpression", "\"cron(15 9 * * ? *)\"")], Cancel);
        form.Render(p => p.Add(f => f.Schedule, now));

        Assert.Equal(["cron(0 10 * * ? *)", "cron(15 9 * * ? *)", "cron(30 11 * * ? *)"], form.FindAll(".three-way td").Select(td => td.TextContent.Trim()));
        Assert.Equal("cron(30 11 * * ? *)", form.Find("input").GetAttribute("value"));
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        form.Find(".three-way button").Click();
        Assert.False(form.Find("button[type=submit]").HasAttribute("disabled"));
        Assert.Equal("cron(30 11 * * ? *)", form.Find("input").GetAttribute("value"));
    }

    [Theory]
    [InlineData("textarea", "{\"a\": 1,}", "The input is no JSON.")]
    [InlineData("input[max='1440']", "1441", "The flexible window is 1 to 1440 minutes.")]
    [InlineData("input[max='185']", "186", "Retries are 0 to 185")]
    [InlineData("input[placeholder^='arn:aws:sqs']", "arn:aws:sns:ap-northeast-1:123456789012:topic", "no ARN of an SQS queue")]
    [InlineData("input[type='datetime-local'] >> 1", "2020-01-01T00:00", "Its end date is over")]
    [InlineData("input[type='datetime-local'] >> 0", "2020-01-01T00:00", "The start date is in the past.")]
    public async Task What_AWS_would_refuse_gets_a_sentence_and_cannot_be_saved(string field, string text, string sentence)
    {
        var (form, _) = await RenderAsync(Role.ScheduleEditor);
        var parts = field.Split(" >> ");
        var element = form.FindAll(parts[0])[parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0];
        if (element.HasAttribute("blazor:oninput"))
        {
            element.Input(text);
        }
        else
        {
            element.Change(text);
        }

        Assert.Contains(sentence, form.Find("#save-block").TextContent, StringComparison.Ordinal);
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Enter_in_a_field_with_a_wrong_expression_asks_nothing_and_changes_nothing()
    {
        var (form, before) = await RenderAsync(Role.ScheduleEditor);
        Type(form, "cron(0 25 * * ? *)");
        await form.Find("form").SubmitAsync();
        Assert.Empty(_dialogs.FindAll(".mud-dialog"));
        Assert.Equal(before.Expression, (await Scheduler.GetAsync(before.Group, before.Name, Cancel)).Expression);
        Assert.Empty(await Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task A_newer_board_in_which_nothing_here_is_new_draws_nothing_and_the_next_minute_does()
    {
        var (form, _) = await RenderAsync(Role.ScheduleEditor);
        var board = Board.Empty with { MachinesAsOf = Now };
        form.Render(p => p.Add(f => f.Board, board).Add(f => f.Now, Now.AddSeconds(1)));
        var drawn = form.RenderCount;
        form.Render(p => p.Add(f => f.Board, board with { MachinesAsOf = Now.AddSeconds(2) }).Add(f => f.Now, Now.AddSeconds(59)));
        Assert.Equal(drawn, form.RenderCount);
        form.Render(p => p.Add(f => f.Now, Now.AddSeconds(60)));
        Assert.True(form.RenderCount > drawn, "The times from now are a minute older.");
        Type(form, "cron(30 11 * * ? *)");
        Assert.Contains("11:30 JST", form.Find(".fires tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_that_come_before_the_rights_are_known_do_not_leave_the_form_as_it_was()
    {
        await RenderAsync(Role.Viewer);
        var schedule = await Scheduler.GetAsync("my-schedule-group", "my-schedule-job", Cancel);
        var signedIn = new TaskCompletionSource<AuthenticationState>();
        var form = Render<ScheduleForm>(p => p.Add(f => f.Schedule, schedule).Add(f => f.Now, Now).AddCascadingValue(signedIn.Task));
        form.Render(p => p.Add(f => f.Now, Now.AddSeconds(61)));
        form.Render(p => p.Add(f => f.Now, Now.AddSeconds(62)));
        Assert.True(form.Find("input").HasAttribute("readonly"));
        signedIn.SetResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, nameof(Role.ScheduleEditor))], "test"))));
        form.WaitForAssertion(() => Assert.False(form.Find("input").HasAttribute("readonly")), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_attribute_of_Scheduler_goes_into_the_input_as_it_is_and_arrives_at_AWS_unescaped()
    {
        var (form, before) = await RenderAsync(Role.ScheduleEditor);
        form.FindAll("button").Single(b => b.TextContent.Contains("scheduled-time", StringComparison.Ordinal)).Click();
        await ConfirmAsync(form, "the job wants to know its night");
        form.WaitForAssertion(() => Assert.Contains("Saved.", form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        var input = (await Scheduler.GetAsync(before.Group, before.Name, Cancel)).Input!;
        Assert.Contains("\"scheduled-time\": \"<aws.scheduler.scheduled-time>\"}", input, StringComparison.Ordinal);
        Assert.StartsWith(before.Input!.TrimEnd('}', ' '), input, StringComparison.Ordinal);
    }

    private async Task<(IRenderedComponent<ScheduleForm> Form, ScheduleDetail Schedule)> RenderAsync(Role role)
    {
        AddAuthorization().SetAuthorized("sato").SetRoles(role.ToString());
        await Services.PrepareStoreAsync(Cancel);
        _dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
        var schedule = await Scheduler.GetAsync("my-schedule-group", "my-schedule-job", Cancel);
        return (Render<ScheduleForm>(p => p.Add(f => f.Schedule, schedule).Add(f => f.Now, Now)), schedule);
    }

    private static void Type(IRenderedComponent<ScheduleForm> form, string expression) => form.Find("input").Input(expression);

    private async Task ConfirmAsync(IRenderedComponent<ScheduleForm> form, string reason)
    {
        // What AWS holds after a change comes back to the form as the page gives it: as a parameter.
        Scheduler.Read += now => form.InvokeAsync(() => form.Render(p => p.Add(f => f.Schedule, now)));
        var submitted = form.Find("form").SubmitAsync();
        (await _dialogs.WaitForElementAsync(".mud-dialog input")).Input(reason);
        await _dialogs.FindAll(".mud-dialog button")[^1].ClickAsync(new());
        await submitted;
    }
}
