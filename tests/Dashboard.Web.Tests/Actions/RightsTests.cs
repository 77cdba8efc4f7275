using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Domain.Executions;
using Dashboard.Hosting;
using Dashboard.Live;
using Dashboard.Sandbox;
using Dashboard.Store;
using Dashboard.Store.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>Every action, by every role, under every right, in every mode: allowed exactly where this table says, and each refusal is written down and asks AWS for nothing.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    /// <summary>What the settings and the machine's tags say.</summary>
    public enum Right
    {
        Plain,
        ActionOff,
        AllOff,
        NameFits,
        NameDoesNot,
        TagFits,
        TagDoesNot,
        GroupFits,
        GroupDoesNot,
        AccountDoesNot,
        RegionDoesNot,
        TwoPerson,
        TwoPersonIgnored,
    }

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():n}.db");
    private readonly HttpClient _http = new();
    private SandboxServer _sandbox = default!;
    private string _machine = "";
    private string _execution = "";

    private static ScheduleDocument Schedule { get; } = ScheduleDocument.Parse("""{"Arn":"arn:aws:scheduler:ap-northeast-1:123456789012:schedule/default/none","Name":"none","GroupName":"default","ScheduleExpression":"rate(1 day)"}""");

    private ScheduleDocument Startable => Schedule.With(new MemberEdit("Target", JsonSerializer.Serialize(new { Arn = _machine })));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<DashboardMode, Right> Rows
    {
        get
        {
            var rows = new TheoryData<DashboardMode, Right>();
            foreach (var mode in Enum.GetValues<DashboardMode>())
            {
                foreach (var right in Enum.GetValues<Right>())
                {
                    rows.Add(mode, right);
                }
            }

            return rows;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true }, Cancel);
        _machine = (string)(await AskAsync("CreateStateMachine", new { name = "nightly-close", definition = """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}""", roleArn = "arn:aws:iam::123456789012:role/r" }))["stateMachineArn"]!;
        _execution = (string)(await AskAsync("StartExecution", new { stateMachineArn = _machine, input = "{}" }))["executionArn"]!;
        await AskAsync("TagResource", new { resourceArn = _machine, tags = new[] { new { key = "team", value = "billing" } } });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_role_does_what_the_table_says_and_what_is_refused_is_on_record_and_asks_AWS_for_nothing(DashboardMode mode, Right right)
    {
        if (right is Right.TwoPerson or Right.TwoPersonIgnored)
        {
            await AskAsync("TagResource", new { resourceArn = _machine, tags = new[] { new { key = "dashboard:approval", value = "two-person" } } });
        }

        foreach (var action in Enum.GetValues<DashboardAction>())
        {
            await using var services = await ServicesAsync(mode, right, action);
            var audit = services.GetRequiredService<AuditLog>();
            foreach (var role in Enum.GetValues<Role>())
            {
                var (asked, rows) = (await AskedAsync(), (await audit.ListAsync(null, 1000, Cancel)).Count);
                var result = await services.GetRequiredService<ActionRunner>().RunAsync(Person(role), Make(action), "the table", Guid.NewGuid(), Cancel);
                var expected = Expected(action, role, right, mode);

                // Whether AWS then does it is not the matter: the call arrived, or none did.
                Assert.True(expected == (result.Outcome is ActionOutcome.NotAllowed or ActionOutcome.Waiting ? result.Outcome : ActionOutcome.Done), $"{action} by {role} under {right} in {mode}: {result}");
                Assert.True((expected == ActionOutcome.Done) == (asked != await AskedAsync()), $"{action} by {role} under {right} in {mode}: what AWS was asked does not fit {result}");
                var row = (await audit.ListAsync(null, 1000, Cancel)).Single(r => r.Reason == "the table" && r.Role == role.ToString() && r.Action == action.ToString());
                Assert.Equal(rows + 1, (await audit.ListAsync(null, 1000, Cancel)).Count);
                Assert.Equal(expected == ActionOutcome.NotAllowed, row.State == AuditState.Refused);
            }

            Assert.Empty((await services.GetRequiredService<AuditVerifier>().VerifyAsync(Cancel)).Findings);
        }
    }

    [Fact]
    public async Task Nobody_may_do_anything()
    {
        await using var services = await ServicesAsync(DashboardMode.Demo, Right.Plain, DashboardAction.Rerun);
        foreach (var action in Enum.GetValues<DashboardAction>())
        {
            Assert.Equal(Ruling.WrongRole, await services.GetRequiredService<Rights>().JudgeAsync(new ClaimsPrincipal(new ClaimsIdentity()), Make(action), Cancel));
        }
    }

    // The table. It says on its own what Rights works out.
    private static ActionOutcome Expected(DashboardAction action, Role role, Right right, DashboardMode mode)
    {
        var doesSuch = (role, action) switch
        {
            (Role.Administrator, _) => true,
            (Role.Operator, DashboardAction.Rerun or DashboardAction.Redrive or DashboardAction.Stop or DashboardAction.RunTask or DashboardAction.StopTask) => true,
            (Role.Operator, DashboardAction.PlanSchedule or DashboardAction.RunNow) => true,
            (Role.ScheduleEditor, DashboardAction.ChangeSchedule or DashboardAction.PlanSchedule) => true,
            _ => false,
        };
        return !doesSuch ? ActionOutcome.NotAllowed : right switch
        {
            Right.Plain or Right.NameFits or Right.TagFits or Right.GroupFits or Right.TwoPersonIgnored => ActionOutcome.Done,
            Right.TwoPerson when mode != DashboardMode.Personal => ActionOutcome.Waiting,
            _ => ActionOutcome.NotAllowed,
        };
    }

    private async Task<ServiceProvider> ServicesAsync(DashboardMode mode, Right right, DashboardAction action)
    {
        var options = new DashboardOptions
        {
            Mode = mode,
            SecondPerson = right != Right.TwoPersonIgnored,
            ActionsOff = right switch { Right.ActionOff => $"{action}", Right.AllOff => "all", _ => "" },
        };
        foreach (var role in Enum.GetValues<Role>())
        {
            if (Limit(right) is { } grant)
            {
                grant.Role = role;
                options.Grants.Add(new Grant { Role = role, Machines = "another-*" });
                options.Grants.Add(grant);
            }
        }

        var services = new ServiceCollection().AddLogging().AddSingleton(options).AddStore(_ => _file)
            .AddAws(_ => new AwsConnection(_sandbox.Address, "ap-northeast-1", "key", "secret")).AddSingleton<MachineTags>().AddActions().BuildServiceProvider();
        await services.PrepareStoreAsync(Cancel);
        return services;
    }

    private static Grant? Limit(Right right) => right switch
    {
        Right.NameFits => new Grant { Machines = "night??-*" },
        Right.NameDoesNot => new Grant { Machines = "day-*" },
        Right.TagFits => new Grant { Tag = "team=billing" },
        Right.TagDoesNot => new Grant { Tag = "team=sales" },
        Right.GroupFits => new Grant { Group = "night-shift" },
        Right.GroupDoesNot => new Grant { Group = "day-shift" },
        Right.AccountDoesNot => new Grant { Account = "999999999999" },
        Right.RegionDoesNot => new Grant { Region = "eu-west-1" },
        _ => null,
    };

    private Change Make(DashboardAction action)
    {
        var seen = new SeenExecution(_execution, ExecutionStatus.Running, 0);
        return action switch
        {
            DashboardAction.Rerun => new RerunChange(_execution),
            DashboardAction.Redrive => new RedriveChange(seen),
            DashboardAction.Stop => new StopChange(seen),
            DashboardAction.RunTask => new RunTaskChange(_execution, "W", """{"Cluster":"none","TaskDefinition":"none"}"""),
            DashboardAction.StopTask => new StopTaskChange(_execution, "arn:aws:ecs:ap-northeast-1:123456789012:task/none/1"),
            DashboardAction.ChangeSchedule => new EditScheduleChange(Schedule, [new MemberEdit("State", "\"DISABLED\"")], _machine),
            DashboardAction.CreateSchedule => new CreateScheduleChange(Schedule, "arn:aws:scheduler:ap-northeast-1:123456789012:schedule-group/default", _machine),
            DashboardAction.DeleteSchedule => new DeleteScheduleChange(Schedule, _machine),
            DashboardAction.PlanSchedule => new OneOffChange(Schedule, _machine, DateTimeOffset.UnixEpoch.AddYears(100)),
            DashboardAction.RunNow => new RunNowChange(Startable, _machine, null),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
    }

    private static ClaimsPrincipal Person(Role role) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, "sato"), new Claim(ClaimTypes.Role, role.ToString()), new Claim(Rights.GroupClaim, "night-shift")], "test"));

    // Every call but the one that reads tags.
    private async Task<long> AskedAsync() => (await _http.GetFromJsonAsync<JsonObject>(new Uri(_sandbox.Address, "/_sandbox/requests"), Cancel))!
        .Where(c => !c.Key.EndsWith(".ListTagsForResource", StringComparison.Ordinal)).Sum(c => c.Value!["calls"]!.GetValue<long>());

    private async Task<JsonObject> AskAsync(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _sandbox.Address) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=any/20260101/ap-northeast-1/states/aws4_request");
        using var answer = await _http.SendAsync(request, Cancel);
        return JsonSerializer.Deserialize<JsonObject>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel))!;
    }
}
