using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>ValidateStateMachineDefinition.</summary>
internal static class DefinitionCheck
{
    private const int MostResults = 100;

    public static JsonObject Validate(ApiRequest request)
    {
        var type = OneOf(request, "type", "STANDARD", "EXPRESS");
        var severity = OneOf(request, "severity", "ERROR", "WARNING");
        var most = request.Int("maxResults") ?? 0;
        if (most is < 0 or > MostResults)
        {
            var rule = most < 0 ? "greater than or equal to 0" : $"less than or equal to {MostResults}";
            throw AwsErrorException.Validation($"1 validation error detected: Value '{most}' at 'maxResults' failed to satisfy constraint: Member must have value {rule}");
        }

        var found = DefinitionValidator.Validate(request.Text("definition"), type == "EXPRESS");
        var asked = found.Where(d => severity == "WARNING" || d.Severity == DiagnosticSeverity.Error).ToList();
        var size = most == 0 ? MostResults : most;
        return new JsonObject
        {
            ["result"] = found.Any(d => d.Severity == DiagnosticSeverity.Error) ? "FAIL" : "OK",
            ["diagnostics"] = new JsonArray([.. asked.Take(size).Select(Write)]),
            ["truncated"] = asked.Count > size,
        };
    }

    private static JsonObject Write(Diagnostic diagnostic) => new JsonObject
    {
        ["severity"] = diagnostic.Severity == DiagnosticSeverity.Error ? "ERROR" : "WARNING",
        ["code"] = diagnostic.Code,
        ["message"] = diagnostic.Message,
    }.With("location", diagnostic.Location);

    private static string OneOf(ApiRequest request, string name, params string[] allowed)
    {
        var value = request.TextOrNull(name) ?? allowed[0];
        return allowed.Contains(value)
            ? value
            : throw AwsErrorException.Validation($"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", allowed)}]");
    }
}
