using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>What a Task calls, and as whom.</summary>
internal static partial class ResourceRules
{
    private static readonly string[] WaitingPatterns = [".sync", ".sync:2", ".waitForTaskToken"];

    public static void Check(StateSite site)
    {
        if (site.Field("Resource") is { ValueKind: JsonValueKind.String } resource)
        {
            Resource(site, resource.GetString()!);
        }

        if (site.Field("Credentials") is { } credentials && !site.IsExpression(credentials) && site.Findings.IsKind(credentials, site.At("Credentials"), JsonValueKind.Object))
        {
            Credentials(site, credentials);
        }
    }

    private static void Resource(StateSite site, string arn)
    {
        if (Arn().Match(arn) is not { Success: true } match)
        {
            site.Findings.Error(site.At("Resource"), "Value is not a valid resource ARN");
            return;
        }

        if (match.Groups["integration"] is { Success: true } integration && !ServiceIntegrations.IsKnown(integration.Value))
        {
            site.Findings.Error(site.At("Resource"), $"The resource provided {arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.");
        }

        if (!site.IsExpress)
        {
            return;
        }

        if (match.Groups["activity"].Success)
        {
            site.Findings.Error(site.At("Resource"), "Express state machine does not support Activity ARN");
        }
        else if (WaitingPatterns.FirstOrDefault(p => arn.EndsWith(p, StringComparison.Ordinal)) is { } pattern)
        {
            // AWS's text ends with a blank.
            site.Findings.Error(site.At("Resource"), $"Express state machine does not support '{pattern}' service integration ");
        }
    }

    private static void Credentials(StateSite site, JsonElement credentials)
    {
        if (!credentials.TryGetProperty("RoleArn", out _) && (site.IsJsonata || !credentials.TryGetProperty("RoleArn.$", out _)))
        {
            site.Findings.Error(site.At("Credentials"), "The field 'RoleArn' is required but was missing");
        }

        if (!site.IsJsonata)
        {
            TemplateRules.Template(site.Findings, credentials, site.At("Credentials"));
        }
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:(?:states:[a-z0-9-]*:\d*:(?<activity>activity:.+)|states:::(?<integration>.+)|[a-z0-9-]+:[a-z0-9-]*:\d*:.+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Arn();
}
