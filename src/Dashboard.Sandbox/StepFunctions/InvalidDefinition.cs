using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The refusal of a definition with all its errors in one text, as AWS writes it.</summary>
internal static class InvalidDefinition
{
    public static AwsErrorException Of(IEnumerable<Diagnostic> errors) =>
        new("InvalidDefinition", $"Invalid State Machine Definition: '{string.Join(", ", errors.Select(e => $"{e.Code}: {e.Message} at {e.Location ?? "null"}"))}'");
}
