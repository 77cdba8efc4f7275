using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Collects what the rules find.</summary>
internal sealed class Findings(JsonLines lines)
{
    private readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public void Error(string? location, string message, string code = DiagnosticCode.SchemaValidationFailed) =>
        _all.Add(new Diagnostic(DiagnosticSeverity.Error, code, message, location, lines.Find(location)));

    public void Warning(string location, string message, string code) =>
        _all.Add(new Diagnostic(DiagnosticSeverity.Warning, code, message, location, lines.Find(location)));

    /// <summary>Reports members that an object may not have.</summary>
    public void OnlyFields(JsonElement json, string location, IReadOnlyCollection<string> allowed)
    {
        foreach (var member in json.EnumerateObject().Where(m => !allowed.Contains(m.Name)))
        {
            Error(location, $"Field '{member.Name}' is not supported");
        }
    }

    /// <summary>Reports members that an object lacks.</summary>
    public void Required(JsonElement json, string location, params IEnumerable<string> fields)
    {
        if (fields.Where(f => !json.TryGetProperty(f, out _)).ToList() is { Count: > 0 } missing)
        {
            Error(location, $"These fields are required: [{string.Join(", ", missing)}]");
        }
    }

    /// <summary>Reports members that exclude each other.</summary>
    public void AtMostOne(JsonElement json, string location, params IReadOnlyCollection<string> fields)
    {
        if (fields.Count(f => json.TryGetProperty(f, out _)) > 1)
        {
            Error(location, $"There should only be one of the following fields: [{string.Join(", ", fields)}]");
        }
    }

    /// <summary>Reports a member whose value is none of those allowed.</summary>
    public void OneOf(JsonElement json, string location, string field, params IReadOnlyCollection<string> allowed)
    {
        if (json.TryGetProperty(field, out var value) && IsKind(value, $"{location}/{field}", JsonValueKind.String) && !allowed.Contains(value.GetString()))
        {
            Error($"{location}/{field}", $"Value should be one of the following: [{string.Join(", ", allowed)}]");
        }
    }

    /// <summary>Reports a value of another kind.</summary>
    /// <returns>The value is of the kind.</returns>
    public bool IsKind(JsonElement value, string location, JsonValueKind kind)
    {
        if (value.ValueKind != kind)
        {
            Error(location, $"Expected value of type [{kind.ToString().ToUpperInvariant()}]");
        }

        return value.ValueKind == kind;
    }
}
