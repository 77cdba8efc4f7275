using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using CsCheck;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Domain.StateMachines.SkipGates;
using Dashboard.Tests.StateMachines.Interpreter;
using Dashboard.Tests.Workflows;
using Xunit;

namespace Dashboard.Tests.StateMachines.SkipGates;

/// <summary>The change to a definition that gives its jobs skip gates.</summary>
public sealed partial class SkipGateProposalsTests(WorkflowPackFixture pack) : IClassFixture<WorkflowPackFixture>
{
    private static readonly string[] Inputs = ["[1,2,3]", "[2,[1],3]", "{\"day\":\"2026-11-23\"}", "{}"];

    private static readonly string[] Letters = ["a", "Z", "0", " ", "_", "-", ".", "<", "&", "\"", "'", "\\", "`", "[", "]", "$", "?", "%", "{", "}", "*", "|", "\u0001", "漢", "カ", "①", "【", "】", "ｱ", "😀"];

    private const string Two = """
        {
          "StartAt": "読込",
          "States": {
            "読込": {
              "Type": "Task",
              "Resource": "arn:aws:states:::ecs:runTask.sync",
              "Next": "送信"
            },
            "送信": {
              "Type": "Task",
              "Resource": "arn:aws:states:::ecs:runTask.sync",
              "End": true
            }
          }
        }
        """;

    [Fact]
    public void Only_the_lines_that_change_are_shown_with_those_around_them()
    {
        var proposal = SkipGateProposals.For(AslReader.Read(Two))!;
        Assert.Equal(["読込", "送信"], proposal.Jobs);
        Assert.Equal("""{"skip":{"読込":true}}""", proposal.Example);
        Assert.Equal(
            """
              1 {
            - 2   "StartAt": "読込",
            + 2   "StartAt": "Skip? 読込",
              3   "States": {
            + 4     "Skip? 読込": {
            + 5       "Type": "Choice",
            + 6       "Choices": [
            + 7         {
            + 8           "And": [
            + 9             {
            + 10               "Variable": "$$.Execution.Input.skip['読込']",
            + 11               "IsPresent": true
            + 12             },
            + 13             {
            + 14               "Variable": "$$.Execution.Input.skip['読込']",
            + 15               "BooleanEquals": true
            + 16             }
            + 17           ],
            + 18           "Next": "Skip? 送信"
            + 19         }
            + 20       ],
            + 21       "Default": "読込"
            + 22     },
              4     "読込": {
              5       "Type": "Task",
              6       "Resource": "arn:aws:states:::ecs:runTask.sync",
            - 7       "Next": "送信"
            + 26       "Next": "Skip? 送信"
              8     },
            """.ReplaceLineEndings("\n"),
            string.Join('\n', proposal.Lines.TakeWhile(l => !l.Text.Contains("\"Skip? 送信\": {", StringComparison.Ordinal)).Select(l => $"{(l.Kind switch { DefinitionLineKind.Added => "+", DefinitionLineKind.Removed => "-", _ => " " })} {l.Number} {l.Text}")));
        Assert.Equal(proposal.Definition, Patched(Two, proposal));
    }

    [Fact]
    public void The_machines_of_the_pack_go_as_before_where_the_input_does_not_speak_of_skipping()
    {
        foreach (var machine in pack.Machines.Values)
        {
            var proposal = SkipGateProposals.For(machine)!;
            Assert.NotEmpty(proposal.Jobs);
            RunAlike(machine.Text, proposal.Definition, "{\"message\":\"m\"}", () => new ScriptedTasks());
        }
    }

    [Fact]
    public void Any_machine_goes_as_before_where_the_input_does_not_speak_of_skipping()
    {
        var changed = 0;
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, Inputs.Length - 1]).Sample((seed, i) =>
        {
            // Who waits how long by chance is drawn anew for another definition.
            var text = new RandomDefinition(seed).Text().Replace("\"FULL\"", "\"NONE\"", StringComparison.Ordinal);
            if (SkipGateProposals.For(AslReader.Read(text)) is { } proposal)
            {
                Interlocked.Increment(ref changed);
                RunAlike(text, proposal.Definition, Inputs[i], () => RandomDefinition.Tasks(seed));
            }
        }, iter: 300);
        Assert.InRange(changed, 20, 300);
    }

    [Fact]
    public void Names_of_any_kind_give_a_definition_that_is_valid_and_skips_by_them() =>
        Gen.Int[0, Letters.Length - 1].Array[1, 40].Array[2].Sample(letters =>
        {
            // Two that may differ in the last letter alone.
            var (one, two) = (Name(letters[0]) + "一", Name(letters[0]) + Name(letters[1]) + "二");
            two = two.Length > 80 ? one[..^1] + "二" : two;
            foreach (var language in (string[])["JSONPath", "JSONata"])
            {
                var machine = new JsonObject
                {
                    ["QueryLanguage"] = language,
                    ["StartAt"] = one,
                    ["States"] = new JsonObject { [one] = Job(("Next", two)), [two] = Job(("End", true)) },
                };
                var proposal = SkipGateProposals.For(AslReader.Read(machine.ToJsonString()))!;
                Assert.Empty(DefinitionValidator.Validate(proposal.Definition).Where(d => d.Severity == DiagnosticSeverity.Error));
                var run = new ScriptedRun(proposal.Definition, proposal.Example, new ScriptedTasks());
                run.ToEnd();
                Assert.Equal([two], run.Tasks.Calls.Select(c => c.StateName));
            }
        }, iter: 200);

    [Fact]
    public void A_word_that_the_definition_uses_is_not_used_for_skipping()
    {
        var proposal = SkipGateProposals.For(AslReader.Read(Two.Replace("\"Next\": \"送信\"", "\"Next\": \"送信\", \"Comment\": \"skip2\", \"Parameters\": {\"x.$\": \"$.skip\"}", StringComparison.Ordinal)))!;
        Assert.Equal("""{"skip3":{"読込":true}}""", proposal.Example);
    }

    [Fact]
    public void A_definition_on_one_line_is_shown_in_many_and_one_with_gates_everywhere_gets_none()
    {
        var proposal = SkipGateProposals.For(AslReader.Read("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}}"""))!;
        Assert.True(proposal.Lines.Length > 10);
        Assert.Null(SkipGateProposals.For(AslReader.Read(proposal.Definition)));
        Assert.Null(SkipGateProposals.For(AslReader.Read("""{"StartAt":"A","States":{"A":{"Type":"Task"}}}""")));
    }

    private static string Name(int[] letters) => string.Concat(letters.Select(l => Letters[l]));

    private static JsonObject Job((string Name, JsonNode Value) leads) => new() { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::ecs:runTask.sync", [leads.Name] = leads.Value };

    private static void RunAlike(string before, string after, string input, Func<ScriptedTasks> tasks)
    {
        var (one, other) = (new ScriptedRun(before, input, tasks()), new ScriptedRun(after, input, tasks()));
        var (end, otherEnd) = (one.ToEnd(), other.ToEnd());
        if (one.Events.Any(IsRace) || other.Events.Any(IsRace) || (end.Status != ExecutionStatus.Succeeded && one.Events.Any(HasBranches)))
        {
            return;
        }

        Assert.Equal((end.Status, end.Error, Told(end.Output), end.At), (otherEnd.Status, otherEnd.Error, Told(otherEnd.Output), otherEnd.At));
        Assert.Equal(Calls(one), Calls(other));
    }

    // Branches take turns, so one more state in one of them changes the order among them, but nothing in any.
    private static IEnumerable<string> Calls(ScriptedRun run) => run.Tasks.Calls.Select(c => Told($"{c.StateName} {c.Attempt} {c.Parameters}")).Order(StringComparer.Ordinal);

    // Who of several branches was first at the moment that one of them failed is chance, on AWS too.
    private static bool IsRace(HistoryEvent e) => e.Type.EndsWith("Aborted", StringComparison.Ordinal) || e.Type is "ParallelStateFailed" or "MapStateFailed" or "MapIterationFailed";

    private static bool HasBranches(HistoryEvent e) => e.Type is "ParallelStateEntered" or "MapStateEntered";

    // A fault says at which event its state was entered; the gates have events too.
    private static string Told(string? text) => EventNumber().Replace(text ?? "", "#");

    [GeneratedRegex("#[0-9]+")]
    private static partial Regex EventNumber();

    /// <summary>What the shown lines make of the old text.</summary>
    private static string Patched(string text, SkipGateProposal proposal)
    {
        var old = text.Split('\n');
        var removed = proposal.Lines.Where(l => l.Kind == DefinitionLineKind.Removed).Select(l => l.Number).ToHashSet();
        var kept = new Queue<string>(old.Where((_, i) => !removed.Contains(i + 1)));
        var added = proposal.Lines.Where(l => l.Kind == DefinitionLineKind.Added).ToDictionary(l => l.Number, l => l.Text);
        return string.Join('\n', Enumerable.Range(1, kept.Count + added.Count).Select(n => added.TryGetValue(n, out var line) ? line : kept.Dequeue()));
    }
}
