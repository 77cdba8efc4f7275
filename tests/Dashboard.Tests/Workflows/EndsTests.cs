using Xunit;

namespace Dashboard.Tests.Workflows;

public sealed class EndsTests(AllEnds all) : IClassFixture<AllEnds>
{
    public static TheoryData<EndsRow> Rows => [.. EndsTable.Rows];

    public static TheoryData<string> Machines => [.. EndsTable.Rows.Select(r => r.Machine).Distinct()];

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Every_combination_of_ends_leads_where_the_table_says(EndsRow row)
    {
        foreach (var ends in row.Combinations())
        {
            Assert.Equal(($"{row.Machine}: {string.Join(' ', ends)}", new AllEnds.Seen(row.Status, row.Outcome, string.Join(' ', row.Shown))), ($"{row.Machine}: {string.Join(' ', ends)}", all.Of(row.Machine, ends)));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_table_has_every_combination_once(string machine)
    {
        var rows = EndsTable.Rows.Where(r => r.Machine == machine).ToList();
        var wanted = EndsRow.Combinations(rows[0].Jobs.Select(_ => EndsRow.EveryEnd)).Select(e => string.Join(' ', e));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), rows.SelectMany(r => r.Combinations()).Select(e => string.Join(' ', e)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_table_has_every_machine_and_every_job_of_the_pack()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var pack = await WorkflowPack.StartAsync(cancellation);
        foreach (var machine in await pack.StepFunctions.ListStateMachinesAsync(cancellation))
        {
            var jobs = await JobsAsync(pack, machine.Name, cancellation);
            Assert.Equal(jobs.Order(StringComparer.Ordinal), (EndsTable.Rows.FirstOrDefault(r => r.Machine == machine.Name)?.Jobs ?? []).Order(StringComparer.Ordinal));
        }
    }

    private static async Task<IEnumerable<string>> JobsAsync(WorkflowPack pack, string machine, CancellationToken cancellationToken)
    {
        var jobs = new List<string>();
        foreach (var state in (await pack.DefinitionAsync(machine, cancellationToken)).AllStates)
        {
            if (state.Resource?.EndsWith("ecs:runTask.sync", StringComparison.Ordinal) == true)
            {
                jobs.Add(state.Name);
            }
            else if (state.Body.TryGetProperty("Parameters", out var parameters) && parameters.TryGetProperty("StateMachineArn", out var child))
            {
                jobs.AddRange(await JobsAsync(pack, child.GetString()!.Split(':')[^1], cancellationToken));
            }
        }

        return jobs;
    }
}
