using System.Text.Json;
using Dashboard.Store.Audit;

namespace Dashboard.Features.Executions;

/// <summary>Who or what started an execution, as far as can be known: AWS itself does not say.</summary>
/// <param name="Kind">Rerun, Parent, Schedule or Unknown: the end of a key of the words.</param>
/// <param name="Who">The person of a rerun, the parent's or the schedule's ARN.</param>
/// <param name="ExecutionArn">The execution that was rerun, or the parent.</param>
/// <param name="Reason">Of a rerun.</param>
public sealed record StartedBy(string Kind, string? Who = null, string? ExecutionArn = null, string? Reason = null)
{
    private const string ParentMember = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

    /// <summary>Reads it from the audit rows about the execution and from its input.</summary>
    public static StartedBy Find(string executionArn, string? input, IEnumerable<AuditRow> rows)
    {
        if (rows.FirstOrDefault(r => r.Result == executionArn) is { } row)
        {
            return new StartedBy("Rerun", row.Actor, row.Target, row.Reason);
        }

        var texts = Texts(input);
        return texts.FirstOrDefault(t => t.Name == ParentMember).Value is { } parent ? new StartedBy("Parent", parent, parent)
            : texts.FirstOrDefault(t => t.Value.StartsWith("arn:", StringComparison.Ordinal) && t.Value.Contains(":scheduler:", StringComparison.Ordinal)).Value is { } schedule ? new StartedBy("Schedule", schedule)
            : new StartedBy("Unknown");
    }

    private static List<(string Name, string Value)> Texts(string? input)
    {
        try
        {
            using var json = JsonDocument.Parse(input ?? "null");
            return json.RootElement.ValueKind != JsonValueKind.Object
                ? []
                : [.. json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => (p.Name, p.Value.GetString()!))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
