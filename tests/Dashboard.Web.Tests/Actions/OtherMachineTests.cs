using System.Text.Json;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Hosting;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

/// <summary>An edit that makes a schedule start another state machine is judged for both.</summary>
public sealed class OtherMachineTests : PlanTest
{
    [Fact]
    public async Task An_input_that_names_a_machine_outside_of_the_grants_is_refused()
    {
        var target = new { Arn = "arn:aws:scheduler:::aws-sdk:sfn:startExecution", RoleArn = "arn:aws:iam::123456789012:role/r", Input = Input(Machine, "a") };
        var seen = (await CreateAsync("cron(0 22 * * ? *)", new { Target = target })).Document;
        Options.Grants.Add(new Grant { Role = Role.ScheduleEditor, Machines = "nightly" });
        EditScheduleChange Edit(string input) => new(seen, [new MemberEdit("Target/Input", JsonSerializer.Serialize(input))], Machine);

        Assert.Equal(nameof(Ruling.OutsideGrants), (await RunAsync(Edit(Input(Machine + "-other", "a")), Role.ScheduleEditor)).Result.Detail);
        Assert.Equal(Input(Machine, "a"), (await NowAsync()).Input);
        Assert.True((await RunAsync(Edit(Input(Machine, "b")), Role.ScheduleEditor)).Result.IsDone);
        Assert.Equal(Input(Machine, "b"), (await NowAsync()).Input);
    }

    private static string Input(string machine, string input) => JsonSerializer.Serialize(new { StateMachineArn = machine, Input = input });
}
