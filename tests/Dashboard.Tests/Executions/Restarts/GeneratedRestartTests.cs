using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Restarts;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.SkipGates;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.StateMachines.Interpreter;
using Dashboard.Tests.Workflows;
using Xunit;

namespace Dashboard.Tests.Executions.Restarts;

/// <summary>The input that is offered, on machines and failures of any kind, against what AWS would do with it.</summary>
public sealed class GeneratedRestartTests(WorkflowPackFixture pack) : IClassFixture<WorkflowPackFixture>
{
    [Fact]
    public void A_generated_input_skips_precisely_the_finished_jobs()
    {
        var offered = 0;
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 1000]).Sample((seed, pick) =>
        {
            var machine = new GatedMachine(seed);
            var failing = machine.Jobs[pick % machine.Jobs.Count];
            var plan = Check(machine.Definition, """{"day":"2026-11-23"}""", failing);
            Assert.True(plan.Problem is null or RestartProblem.NothingFinished, $"{plan.Problem} in {machine.Definition.Text}");
            offered += plan.Problem is null ? 1 : 0;
        }, iter: 200, threads: 1);
        Assert.InRange(offered, 80, 200);
    }

    /// <summary>The change that is proposed makes gates that are found, and used.</summary>
    [Theory]
    [InlineData("serial-warning")]
    [InlineData("serial-retry")]
    [InlineData("parallel-fail")]
    [InlineData("parallel-pass-stop")]
    [InlineData("parallel-or-followup")]
    [InlineData("parallel-always-followup")]
    public void A_machine_of_the_pack_with_the_proposed_gates_restarts_wherever_it_fails(string name)
    {
        var machine = AslReader.Read(SkipGateProposals.For(pack.Machines[name])!.Definition);
        var offered = 0;
        foreach (var job in machine.AllStates.Where(s => s.Type == StateType.Task).Select(s => s.Name))
        {
            var plan = Check(machine, """{"day":"2026-11-23"}""", job);
            Assert.True(plan.Problem is null or RestartProblem.NothingFinished, $"{job}: {plan.Problem} {string.Join(", ", plan.Jobs)}");
            offered += plan.Problem is null ? 1 : 0;
        }

        Assert.NotEqual(0, offered);
    }

    [Theory]
    [InlineData("serial-warning")]
    [InlineData("parallel-or-followup")]
    public void A_run_of_the_definition_without_gates_is_restarted_once_the_proposed_ones_are_there(string name)
    {
        var (before, after) = (pack.Machines[name], AslReader.Read(SkipGateProposals.For(pack.Machines[name])!.Definition));
        var jobs = before.AllStates.Where(s => s.Type == StateType.Task).Select(s => s.Name).ToList();
        var plan = RestartPlanner.Plan(Some.Run(before, "{}", (jobs[1], 12)), "{}", after);
        Assert.Equal([jobs[0]], plan.Skipped.Select(j => j.Name));
        Assert.Equal(jobs.Skip(1), Some.Started(after, plan.Input!));
    }

    /// <summary>What is offered starts every job but those that had ended well before a failure; checked by running it, and not by the rehearsal's own eyes.</summary>
    private static RestartPlan Check(StateMachineDefinition machine, string input, string failing)
    {
        var last = Some.Ran(machine, input, (failing, 12));
        var plan = RestartPlanner.Plan(ExecutionProjection.Project(last.Events, ExitCodePolicy.Default, machine), input, machine);
        if (plan.Problem is null)
        {
            var skipped = plan.Skipped.Select(j => j.Name).ToHashSet();
            var leaves = machine.AllStates.Where(s => skipped.Contains(s.Name)).SelectMany(Tasks).ToHashSet();
            var again = Some.Started(machine, plan.Input!);
            var whole = Some.Started(machine, input);
            Assert.Equal(whole.Except(leaves).Order(), again.Order());
            Assert.DoesNotContain(failing, leaves);
            var ended = Ended(last, machine, failing).ToHashSet();
            Assert.True(ended.SetEquals(leaves), $"'{failing}' failed; not skipped: {string.Join(" | ", ended.Except(leaves))}; skipped: {string.Join(" | ", leaves.Except(ended))}; {machine.Text}");
        }

        return plan;
    }

    /// <summary>Tasks that the last run left, up to where it came to the failing job; branches beside it as far as they got.</summary>
    private static IEnumerable<string> Ended(ScriptedRun run, StateMachineDefinition machine, string failing)
    {
        var behind = After(machine.Root, failing).ToHashSet();
        return run.Events.Where(e => e.Type == "TaskStateExited" && e.Name != failing && !behind.Contains(e.Name!)).Select(e => e.Name!).Distinct();
    }

    /// <summary>Tasks that follow the failing job, or what holds it; those in branches beside it do not.</summary>
    private static IEnumerable<string> After(StateGroup group, string failing)
    {
        var holder = group.States.FirstOrDefault(s => Tasks(s).Contains(failing));
        return holder is null ? [] : holder.Groups.SelectMany(g => After(g, failing))
            .Concat(Reached(group, holder).Where(s => s != holder).SelectMany(Tasks));
    }

    private static HashSet<State> Reached(StateGroup group, State from)
    {
        var reached = new HashSet<State>();
        var open = new Stack<State>([from]);
        while (open.TryPop(out var state))
        {
            foreach (var next in new[] { state.Next, state.Default }.OfType<string>().Concat(state.Choices.Select(c => c.Next)).Concat(state.Catch.Select(c => c.Next)).Select(group.Find).OfType<State>().Where(reached.Add))
            {
                open.Push(next);
            }
        }

        return reached;
    }

    private static IEnumerable<string> Tasks(State state) => state.Groups.SelectMany(g => g.States).SelectMany(Tasks).Concat(state.Type == StateType.Task ? [state.Name] : []);
}
