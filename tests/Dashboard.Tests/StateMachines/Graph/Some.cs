using System.Text.Json.Nodes;
using CsCheck;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Tests.StateMachines.Graph;

internal static partial class Some
{
    private const string NameCharacters = "aZ09 _-.<>&\"'\\\u0001|漢字カナ①【】ｱ😀";

    public static StateMachineDefinition Definition(string json) => AslReader.Read(json);

    /// <summary>A machine of the given states, written <c>Name: …</c> with single quotes.</summary>
    public static StateMachineDefinition Machine(string startAt, string states) =>
        Definition($"{{'StartAt':'{startAt}','States':{{{states}}}}}".Replace('\'', '"'));

    /// <summary>Definitions of any shape: nested, with loops, with arrows to nowhere, with hostile names.</summary>
    public static readonly Gen<StateMachineDefinition> AnyDefinition =
        from seed in Gen.Int[0, int.MaxValue]
        from names in Gen.Char[NameCharacters].Array[0, 40].Array[30]
        select Definition(new DefinitionMaker(new Random(seed), names.Select((n, i) => $"{new string(n)}{i}")).Group(0).ToJsonString());

    private sealed class DefinitionMaker(Random random, IEnumerable<string> names)
    {
        private readonly Queue<string> _names = new(names);

        public JsonObject Group(int depth)
        {
            List<string> own = [];
            for (var count = random.Next(1, depth == 0 ? 9 : 4); count > 0 && _names.TryDequeue(out var name); count--)
            {
                own.Add(name);
            }

            var states = new JsonObject();
            foreach (var name in own)
            {
                states[name] = State(depth, own);
            }

            return new JsonObject { ["StartAt"] = Target(own), ["States"] = states };
        }

        private JsonObject State(int depth, List<string> own)
        {
            var kind = random.Next(depth < 3 ? 8 : 5);
            var state = new JsonObject { ["Type"] = kind switch { 0 => "Choice", 1 => "Succeed", 2 => "Wait", 3 or 4 => "Task", 5 => "Map", 6 => "Parallel", _ => "Odd" } };
            if (kind == 0)
            {
                state["Choices"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(i => new JsonObject { ["Variable"] = "$.a", ["NumericEquals"] = i, ["Next"] = Target(own) })]);
                state["Default"] = Target(own);
                return state;
            }

            state[random.Next(3) == 0 ? "End" : "Next"] = random.Next(3) == 0 ? true : Target(own);
            state["Catch"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL"), ["Next"] = Target(own) })]);
            if (kind == 5)
            {
                state["ItemProcessor"] = Group(depth + 1);
            }
            else if (kind == 6)
            {
                state["Branches"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Group(depth + 1))]);
            }

            return state;
        }

        private string Target(List<string> own) => own.Count == 0 || random.Next(20) == 0 ? "nowhere" : own[random.Next(own.Count)];
    }
}
