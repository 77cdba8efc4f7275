using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The state that TestState is about, and a machine of it alone.</summary>
internal sealed class TestedState
{
    private const string Alone = "State";
    private const string MockedResource = "arn:aws:states:::sandbox:mock";
    private static readonly string[] Inside = ["Branches", "ItemProcessor", "Iterator", "Items", "ItemsPath", "ItemReader", "ItemSelector", "ItemBatcher", "ResultWriter", "MaxConcurrency", "MaxConcurrencyPath", "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "Label"];

    private readonly State _state;

    private TestedState(State state) => _state = state;

    public string Name => _state.Name;

    public StateType Kind => _state.Type;

    public bool IsJsonata => _state.QueryLanguage == "JSONata";

    /// <summary>Reads one state, or finds it in a whole definition.</summary>
    /// <param name="stateName">Null where the definition is that of one state.</param>
    /// <exception cref="AwsErrorException">InvalidDefinition, ValidationException.</exception>
    public static TestedState Read(string definition, string? stateName)
    {
        if (stateName is not null)
        {
            Refuse(DefinitionValidator.Validate(definition), "");
            return AslReader.Read(definition).Find(stateName) is { } found
                ? new TestedState(found)
                : throw AwsErrorException.Validation($"The state '{stateName}' is not in the definition");
        }

        // Where the state leads is not part of the test, so every target is there.
        var alone = $"{{\"StartAt\":\"{Alone}\",\"States\":{{\"{Alone}\":{definition}}}}}";
        Refuse(DefinitionValidator.Validate(alone).Where(d => d.Code is not (DiagnosticCode.MissingTransitionTarget or DiagnosticCode.MissingEndState)), $"/States/{Alone}");
        return new TestedState(AslReader.Read(alone).Root.States[0]);
    }

    /// <summary>A machine that starts with the state, or with a state that sets the variables for it. Its other states are only there to be gone to.</summary>
    /// <param name="variables">The names that the machine finds in <c>variables</c> of its input; the state's own is then in <c>input</c>.</param>
    /// <param name="isMocked">What is in a Map or Parallel is not run: a task stands in.</param>
    public StateMachineDefinition Machine(IReadOnlyCollection<string> variables, bool isMocked)
    {
        var states = new JsonObject();
        var setup = $"Variables of {Name}";
        if (variables.Count > 0)
        {
            states[setup] = new JsonObject
            {
                ["Type"] = "Pass",
                ["Assign"] = new JsonObject(variables.Select(v => KeyValuePair.Create($"{v}.$", (JsonNode?)$"$.variables.{v}"))),
                ["OutputPath"] = "$.input",
                ["Next"] = Name,
            };
        }

        states[Name] = Body(isMocked);
        foreach (var target in _state.Choices.Select(c => c.Next).Concat(_state.Catch.Select(c => c.Next)).Append(_state.Next).Append(_state.Default).OfType<string>().Where(t => !states.ContainsKey(t)))
        {
            states[target] = new JsonObject { ["Type"] = "Pass", ["End"] = true };
        }

        return AslReader.Read(new JsonObject { ["StartAt"] = variables.Count > 0 ? setup : Name, ["States"] = states }.ToJsonString());
    }

    private JsonObject Body(bool isMocked)
    {
        var body = JsonObject.Create(_state.Body.Clone())!;
        body["QueryLanguage"] = _state.QueryLanguage;
        if (isMocked && _state.Type is StateType.Map or StateType.Parallel)
        {
            foreach (var field in Inside)
            {
                body.Remove(field);
            }

            (body["Type"], body["Resource"]) = ("Task", MockedResource);
        }

        return body;
    }

    private static void Refuse(IEnumerable<Diagnostic> findings, string prefix)
    {
        if (findings.Where(d => d.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw InvalidDefinition.Of(errors.Select(e => e with { Location = e.Location?.StartsWith(prefix, StringComparison.Ordinal) == true ? e.Location[prefix.Length..] : e.Location }));
        }
    }
}
