using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.Executions.Restarts;

/// <summary>A definition as a rehearsal runs it: a distributed Map is one task, for its children are executions of their own.</summary>
internal static class RehearsedDefinition
{
    private static readonly string[] Kept = ["QueryLanguage", "InputPath", "ResultPath", "Catch", "Next", "End"];

    /// <summary>The definition with these gates closed: they lead to their jobs, whatever the input says.</summary>
    public static StateMachineDefinition Of(StateMachineDefinition definition, IEnumerable<ChosenSkip> closed)
    {
        var gates = closed.ToDictionary(s => s.Gate.Choice, s => s.Gate, StringComparer.Ordinal);
        if (gates.Count == 0 && !definition.AllStates.Any(s => s.IsDistributed))
        {
            return definition;
        }

        var root = Json.Parse(definition.Text)!.AsObject();
        Change(definition.Root, root);
        return AslReader.Read(Json.Text(root));

        void Change(StateGroup group, JsonObject json)
        {
            var states = json["States"]!.AsObject();
            foreach (var state in group.States)
            {
                var body = states[state.Name]!.AsObject();
                if (gates.TryGetValue(state.Name, out var gate))
                {
                    Close(body, gate.Exit, gate.Job);
                }
                else if (state.IsDistributed)
                {
                    states[state.Name] = AsTask(state, body);
                }
                else
                {
                    foreach (var (inner, i) in state.Groups.Select((g, i) => (g, i)))
                    {
                        Change(inner, (state.Type == StateType.Parallel ? body["Branches"]![i] : body["ItemProcessor"] ?? body["Iterator"])!.AsObject());
                    }
                }
            }
        }
    }

    private static void Close(JsonObject choice, int exit, string job)
    {
        if (exit >= 0)
        {
            choice["Choices"]!.AsArray().RemoveAt(exit);
        }
        else
        {
            choice["Default"] = job;
        }
    }

    private static JsonObject AsTask(State map, JsonObject body)
    {
        var task = new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::rehearsal:map" };
        foreach (var field in Kept.Where(body.ContainsKey))
        {
            task[field] = body[field]?.DeepClone();
        }

        // What it runs over is what it is called with.
        var isJsonata = map.QueryLanguage == "JSONata";
        task[isJsonata ? "Arguments" : "Parameters"] = isJsonata ? new JsonObject { ["items"] = body["Items"]?.DeepClone() }
            : body["ItemsPath"] is { } path ? new JsonObject { ["items.$"] = path.DeepClone() }
            : body.ContainsKey("ItemReader") ? new JsonObject() : new JsonObject { ["items.$"] = "$" };
        return task;
    }
}
