using System.Text.Json;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Finds what AWS refuses in a definition, with its codes, words and locations.</summary>
/// <remarks>
/// Sources: refusals recorded on AWS, the model of ValidateStateMachineDefinition, the Amazon States Language specification and diagnostics that
/// users published. Where AWS's words are not known the rule is that of the specification.
/// </remarks>
public static class DefinitionValidator
{
    /// <summary>All findings: first what is wrong in the states, in the order of the text, then the transitions.</summary>
    /// <param name="express">The state machine is an express one.</param>
    public static IReadOnlyList<Diagnostic> Validate(string definition, bool express = false)
    {
        if (string.IsNullOrWhiteSpace(definition))
        {
            return [Unreadable(DiagnosticCode.MissingDescription, "The state machine definition is empty", null)];
        }

        try
        {
            var lines = JsonLines.Read(definition, AslReader.MaxDepth);
            using var document = JsonDocument.Parse(definition, new JsonDocumentOptions { MaxDepth = AslReader.MaxDepth });
            var findings = new Findings(lines);
            MachineRules.Check(document.RootElement, express, findings);
            TransitionRules.Check(document.RootElement, "", findings);
            return findings.All;
        }
        catch (JsonException e)
        {
            return [Unreadable(DiagnosticCode.InvalidJson, e.Message, (int?)e.LineNumber + 1)];
        }
        catch (InvalidOperationException e)
        {
            return [Unreadable(DiagnosticCode.InvalidJson, e.Message, null)];
        }
    }

    private static Diagnostic Unreadable(string code, string message, int? line) => new(DiagnosticSeverity.Error, code, message, null, line);
}
