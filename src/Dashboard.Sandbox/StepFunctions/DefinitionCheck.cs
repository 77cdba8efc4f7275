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
        var express = request.TextOrNull("type") == "EXPRESS";
        var withWarnings = request.TextOrNull("severity") == "WARNING";
        var most = request.Int("maxResults") ?? 0;
        var found = DefinitionValidator.Validate(request.Text("definition"), express);
        var asked = found.Where(d => withWarnings || d.Severity == DiagnosticSeverity.Error).ToList();
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
}
