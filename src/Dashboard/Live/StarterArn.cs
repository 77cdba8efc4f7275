using System.Text.Json;

namespace Dashboard.Live;

/// <summary>Who started an execution, as far as its input says: AWS itself keeps no such link.</summary>
internal static class StarterArn
{
    // The console's own key for a link to the parent; https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
    private const string ParentKey = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID";

    /// <summary>The ARN of an execution or a schedule; null where the input names neither.</summary>
    public static string? Read(string? input)
    {
        try
        {
            using var json = JsonDocument.Parse(input ?? "null");
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var texts = json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => (p.Name, Text: p.Value.GetString()!)).ToList();
            return texts.Find(p => p.Name == ParentKey).Text
                ?? texts.Find(p => p.Text.StartsWith("arn:", StringComparison.Ordinal) && p.Text.Contains(":schedule/", StringComparison.Ordinal)).Text;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
