using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions.TestState;

/// <summary>Reads the state that TestState is about.</summary>
internal static class TestedState
{
    // What AWS calls a state whose definition has no name for it.
    private const string Alone = "StateName";

    /// <summary>Reads one state, or finds it in a whole definition.</summary>
    /// <param name="stateName">Null where the definition is that of one state.</param>
    /// <exception cref="AwsErrorException">InvalidDefinition, ValidationException.</exception>
    public static State Read(string definition, string? stateName)
    {
        if (stateName is not null)
        {
            Refuse(DefinitionValidator.Validate(definition), "");
            return AslReader.Read(definition).Find(stateName) ?? throw AwsErrorException.Validation("State not found in definition");
        }

        // Where the state leads is not part of the test, so every target is there.
        var alone = $"{{\"StartAt\":\"{Alone}\",\"States\":{{\"{Alone}\":{definition}}}}}";
        Refuse(DefinitionValidator.Validate(alone).Where(d => d.Code is not (DiagnosticCode.MissingTransitionTarget or DiagnosticCode.MissingEndState)), $"/States/{Alone}");
        return AslReader.Read(alone).Root.States[0];
    }

    private static void Refuse(IEnumerable<Diagnostic> findings, string prefix)
    {
        if (findings.Where(d => d.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
        {
            throw InvalidDefinition.Of(errors.Select(e => e with { Location = e.Location?.StartsWith(prefix, StringComparison.Ordinal) == true ? e.Location[prefix.Length..] : e.Location }));
        }
    }
}
