using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Live;

/// <summary>Which machines a definition starts.</summary>
internal static class StartedMachines
{
    /// <summary>The ARNs that its startExecution tasks name, without version or alias; those that an expression works out at run time are not among them.</summary>
    public static IEnumerable<string> In(StateMachineDefinition definition) => definition.AllStates
        .Where(s => s.Type == StateType.Task && s.Resource?.Contains(":states:startExecution", StringComparison.Ordinal) == true)
        .Select(s => Named(s.Body, "Parameters") ?? Named(s.Body, "Arguments"))
        .OfType<string>()
        .Select(Arn.Machine)
        .Distinct(StringComparer.Ordinal);

    private static string? Named(JsonElement state, string arguments) =>
        state.TryGetProperty(arguments, out var given) && given.ValueKind == JsonValueKind.Object
        && given.TryGetProperty("StateMachineArn", out var arn) && arn.ValueKind == JsonValueKind.String ? arn.GetString() : null;
}
