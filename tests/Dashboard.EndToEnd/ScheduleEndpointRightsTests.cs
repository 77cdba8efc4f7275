using System.Net;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Xunit;

namespace Dashboard.EndToEnd;

/// <summary>Edits and temporary changes of schedules straight at their endpoints, by every role, under every right: as <see cref="EndpointRightsTests"/>.</summary>
[Collection(DemoSiteTests.Name)]
public sealed class ScheduleEndpointRightsTests
{
    private const string Definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain-close", null, null, true)]
    [InlineData("two-person-close", null, "two-person", null)]
    [InlineData("night-close", "Machines=night-*", null, true)]
    [InlineData("day-close", "Machines=night-*", null, false)]
    [InlineData("read-only-close", "ActionsOff=All", null, false)]
    public async Task Roles_and_rights_hold_at_the_endpoints_of_schedules(string machine, string? setting, string? approval, bool? expected)
    {
        await using var dashboard = await DashboardProcess.StartAsync(Settings(setting), Cancel);
        var aws = new SandboxControl(dashboard.Sandbox);
        var tags = approval is null ? [] : new[] { new { key = "dashboard:approval", value = approval } };
        var arn = (string)(await aws.StepFunctionsAsync("CreateStateMachine", new { name = machine, definition = Definition, roleArn = "arn:aws:iam::123456789012:role/x", tags }, Cancel))["stateMachineArn"]!;
        foreach (var role in (string[])["Viewer", "Operator", "ScheduleEditor", "Administrator"])
        {
            using var program = await ProgramClient.SignInAsync(dashboard.Url, role, Cancel);
            foreach (var kind in (string[])["edit", "one-off", "run-now", "undo"])
            {
                var name = $"{kind}-{role}";
                await aws.CreateScheduleAsync(name, Schedules.Nightly(arn), Cancel);
                var plan = Guid.CreateVersion7();
                if (kind == "undo")
                {
                    using var planner = await ProgramClient.SignInAsync(dashboard.Url, "Operator", Cancel);
                    var made = await planner.PostAsync("/api/schedules/plan", new { group = "default", name, kind = "one-off", at = "2199-01-01T00:00Z", reason = "planned", requestId = plan }, Cancel);
                    if (made.Status != HttpStatusCode.OK)
                    {
                        continue; // Where none is made, there is none to take back.
                    }
                }

                var (before, reason) = (await WrittenAsync(aws), $"table {Guid.NewGuid()}");
                var seen = await Schedules.SeenAsync(aws, name, Cancel);
                var (status, answer) = kind switch
                {
                    "edit" => await program.PostAsync("/api/schedules/edit", new { group = "default", name, edits = new JsonObject { ["Description"] = "changed" }, seen, reason }, Cancel),
                    "undo" => await program.PostAsync("/api/schedules/plan/undo", new { plan, reason }, Cancel),
                    _ => await program.PostAsync("/api/schedules/plan", new { group = "default", name, kind, at = "2199-01-01T00:00Z", reason }, Cancel),
                };
                var isOthers = kind switch { "edit" => role == "Operator", "run-now" => role == "ScheduleEditor", _ => false };
                bool? allowed = role == "Viewer" || isOthers ? false : expected;
                var wanted = allowed switch { true => HttpStatusCode.OK, null => HttpStatusCode.Accepted, false => HttpStatusCode.Forbidden };
                Assert.True(wanted == status, $"{kind} by {role} on {machine}: {status} {answer?.ToJsonString()}");
                Assert.Equal(allowed == true, await WrittenAsync(aws) > before);
                var row = Assert.Single(await program.AuditAsync("?q=" + Uri.EscapeDataString(reason), Cancel))!;
                Assert.Equal(allowed switch { true => "Done", null => "Waiting", false => "Refused" }, (string)row["state"]!);
            }
        }
    }

    private static Dictionary<string, string> Settings(string? setting)
    {
        var settings = new Dictionary<string, string>();
        if (setting?.Split('=') is ["ActionsOff", var off])
        {
            settings["Dashboard__ActionsOff"] = off;
        }
        else if (setting?.Split('=') is ["Machines", var machines])
        {
            // The same limit for every role that acts.
            foreach (var (i, role) in ((string[])["Operator", "ScheduleEditor", "Administrator"]).Index())
            {
                settings[$"Dashboard__Grants__{i}__Role"] = role;
                settings[$"Dashboard__Grants__{i}__Machines"] = machines;
            }
        }

        return settings;
    }

    // Whatever writes to AWS in these changes.
    private static async Task<long> WrittenAsync(SandboxControl aws)
    {
        var calls = await aws.RequestsAsync(Cancel);
        return ((string[])["UpdateSchedule", "CreateSchedule", "DeleteSchedule", "StartExecution"]).Sum(c => calls.GetValueOrDefault(c));
    }
}
