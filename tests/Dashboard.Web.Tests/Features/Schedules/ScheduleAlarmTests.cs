using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Features.Schedules;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>AWS takes a change and holds something else than was asked for.</summary>
public sealed class ScheduleAlarmTests : BunitContext, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"alarm-{Guid.NewGuid():n}.db");
    private readonly SchedulerInMemory _aws = new(TimeProvider.System);
    private IRenderedComponent<MudDialogProvider> _dialogs = default!;
    private IRenderedComponent<ScheduleForm> _form = default!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private SchedulerGateway Gateway => Services.GetRequiredService<SchedulerGateway>();

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization().AddLogging().AddMudServices();
        Services.AddStore(_ => _file).AddAws(_ => new AwsConnection(new Uri("http://aws.test"), "ap-northeast-1", "key", "secret")).AddSingleton(_aws.Gateway());
        Services.AddActions().AddSingleton<MachineTags>().AddSingleton<DashboardOptions>().AddSchedulePages();
        AddAuthorization().SetAuthorized("sato").SetRoles(nameof(Role.ScheduleEditor));
        await Services.PrepareStoreAsync(Cancel);
        _dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
        _aws.Held = (JsonObject)JsonNode.Parse("""
            {"Arn":"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly","Name":"nightly","GroupName":"batch","CreationDate":1700000000,"LastModificationDate":1750000000,
             "ScheduleExpression":"cron(0 10 * * ? *)","ScheduleExpressionTimezone":"Asia/Tokyo","State":"ENABLED","FlexibleTimeWindow":{"Mode":"OFF"},"Description":"夜間",
             "Target":{"Arn":"arn:aws:sqs:ap-northeast-1:123456789012:q","RoleArn":"arn:aws:iam::123456789012:role/r","Input":"{\"day\":\"<aws.scheduler.scheduled-time>\"}"}}
            """)!;
        var schedule = await Gateway.GetAsync("batch", "nightly", Cancel);
        _form = Render<ScheduleForm>(p => p.Add(f => f.Schedule, schedule).Add(f => f.Now, Now));

        // As the page does: what AWS was read to hold comes back as a parameter.
        Gateway.Read += now => _form.InvokeAsync(() => _form.Render(p => p.Add(f => f.Schedule, now)));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Fact]
    public async Task It_is_an_alarm_and_one_click_puts_back_what_it_was_by_a_change_with_its_own_audit_row()
    {
        var before = Rest();
        _aws.Requests = 0;
        _aws.After = number =>
        {
            if (number == 2)
            {
                _aws.Held["Target"]!["Input"] = "{}";
                _aws.Held.Remove("Description");
            }
        };
        _form.Find("input").Input("cron(30 11 * * ? *)");
        await ConfirmAsync(_form.Find("form").SubmitAsync(), "the file comes later now");
        _form.WaitForAssertion(() => Assert.Contains("AWS took the change, but holds something else than was asked for: Description", _form.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Contains("Target/Input", _form.Find(".caution[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEqual(before, Rest());

        _aws.After = _ => { };
        var restored = (await _form.WaitForElementAsync(".caution[role=alert] .plain-button")).ClickAsync(new());
        Assert.Contains("cron(30 11 * * ? *)", (await _dialogs.WaitForElementAsync(".mud-dialog table")).TextContent, StringComparison.Ordinal);
        await ConfirmAsync(restored, "back to what it was");
        _form.WaitForAssertion(() => Assert.Contains("AWS now holds cron(0 10 * * ? *)", _form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal(before, Rest());
        Assert.Empty(_form.FindAll(".caution[role=alert], .three-way"));
        var rows = await Services.GetRequiredService<AuditLog>().ListAsync(null, 10, Cancel);
        Assert.Equal([(AuditState.Done, "back to what it was"), (AuditState.Failed, "the file comes later now")], rows.Select(r => (r.State, r.Reason)));
    }

    [Fact]
    public async Task A_change_costs_the_two_reads_round_it_and_none_besides_and_the_form_shows_it_at_once()
    {
        _aws.Requests = 0;
        _form.Find("input").Input("cron(30 11 * * ? *)");
        await ConfirmAsync(_form.Find("form").SubmitAsync(), "the file comes later now");
        _form.WaitForAssertion(() => Assert.Contains("AWS now holds cron(30 11 * * ? *)", _form.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal("cron(30 11 * * ? *)", _form.Find("input").GetAttribute("value"));
        Assert.Equal("Nothing is changed yet.", _form.Find("#save-block").TextContent);
        Assert.Empty(_form.FindAll(".three-way"));
        Assert.Equal(3, _aws.Requests);
    }

    private string Rest()
    {
        var rest = (JsonObject)_aws.Held.DeepClone();
        rest.Remove("LastModificationDate");
        return string.Join('\n', rest.Select(m => $"{m.Key}={m.Value?.ToJsonString()}").Order(StringComparer.Ordinal));
    }

    private async Task ConfirmAsync(Task asked, string reason)
    {
        (await _dialogs.WaitForElementAsync(".mud-dialog label input")).Input(reason);
        await _dialogs.FindAll(".mud-dialog button")[^1].ClickAsync(new());
        await asked;
        _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".mud-dialog")));
    }
}
