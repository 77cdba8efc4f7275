using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>What only a Map has.</summary>
internal static class MapRules
{
    private const int LongestLabel = 40;
    private const string ForbiddenInLabels = "<>{}[]?*\"#%\\^|~`$&,;:/";
    private static readonly string[] DistributedFields = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];
    private static readonly string[] ConfigFields = ["Mode", "ExecutionType"];
    private static readonly string[] BatchNumbers = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"];

    /// <param name="labels">The labels of the machine so far.</param>
    public static void Check(StateSite site, HashSet<string> labels)
    {
        var findings = site.Findings;
        if (site.Field("ItemProcessor") is null && site.Field("Iterator") is null)
        {
            findings.Required(site.Body, site.Path, "ItemProcessor");
        }

        findings.AtMostOne(site.Body, site.Path, "ItemProcessor", "Iterator");
        foreach (var field in (string[])["MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"])
        {
            findings.AtMostOne(site.Body, site.Path, field, field + "Path");
        }

        ValueRules.Number(site, "MaxConcurrency", 0);
        ValueRules.Number(site, "ToleratedFailureCount", 0);
        Percentage(site);
        Processor(site);
        if (site.Field("Label") is { ValueKind: JsonValueKind.String } label)
        {
            Label(site, label.GetString()!, labels);
        }

        if (site.Field("ItemBatcher") is { ValueKind: JsonValueKind.Object } batcher)
        {
            Batcher(site, batcher);
        }
    }

    /// <summary>Its items run as express executions.</summary>
    public static bool RunsExpressChildren(JsonElement processor) =>
        Config(processor) is { } config && Is(config, "Mode", "DISTRIBUTED") && Is(config, "ExecutionType", "EXPRESS");

    private static void Processor(StateSite site)
    {
        var field = site.Field("ItemProcessor") is null ? "Iterator" : "ItemProcessor";
        var config = site.Field(field) is { ValueKind: JsonValueKind.Object } processor ? Config(processor) : null;
        var distributed = config is { } c && Is(c, "Mode", "DISTRIBUTED");
        if (config is { } found)
        {
            var location = $"{site.At(field)}/ProcessorConfig";
            site.Findings.OnlyFields(found, location, ConfigFields);
            site.Findings.OneOf(found, location, "Mode", "INLINE", "DISTRIBUTED");
            site.Findings.OneOf(found, location, "ExecutionType", "STANDARD", "EXPRESS");
            if (distributed)
            {
                site.Findings.Required(found, location, "ExecutionType");
            }
        }

        foreach (var only in distributed ? [] : DistributedFields.Where(f => site.Field(f) is not null))
        {
            site.Findings.Error(site.Path, $"Field '{only}' is only supported for the 'DISTRIBUTED' mode");
        }
    }

    private static void Percentage(StateSite site)
    {
        const string field = "ToleratedFailurePercentage";
        if (site.Field(field) is not { } value || site.IsExpression(value) || !site.Findings.IsKind(value, site.At(field), JsonValueKind.Number))
        {
            return;
        }

        if (value.GetDouble() < 0)
        {
            site.Findings.Error(site.At(field), "Minimum value is 0.0");
        }
        else if (value.GetDouble() > 100)
        {
            site.Findings.Error(site.At(field), "Maximum value is 100.0");
        }
    }

    private static void Label(StateSite site, string label, HashSet<string> labels)
    {
        if (label.Length is 0 or > LongestLabel || label.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || ForbiddenInLabels.Contains(c, StringComparison.Ordinal)))
        {
            site.Findings.Error(site.At("Label"), $"Invalid label: {label}", DiagnosticCode.InvalidLabelName);
        }
        else if (!labels.Add(label))
        {
            site.Findings.Error(site.At("Label"), $"Duplicate label: {label}", DiagnosticCode.DuplicateLabelName);
        }
    }

    private static void Batcher(StateSite site, JsonElement batcher)
    {
        var location = site.At("ItemBatcher");
        StateFields.Language(site, batcher, location);
        foreach (var field in BatchNumbers)
        {
            site.Findings.AtMostOne(batcher, location, field, field + "Path");
            if (batcher.TryGetProperty(field, out var number) && !site.IsExpression(number))
            {
                ValueRules.Integer(site.Findings, number, $"{location}/{field}", 0);
            }

            if (!site.IsJsonata && batcher.TryGetProperty(field + "Path", out var path) && site.Findings.IsKind(path, $"{location}/{field}Path", JsonValueKind.String)
                && !PathRules.IsOutsideContext(path.GetString()!))
            {
                site.Findings.Error($"{location}/{field}Path", "Value is not a Reference Path");
            }
        }

        if (!site.IsJsonata && batcher.TryGetProperty("BatchInput", out var input))
        {
            TemplateRules.Template(site.Findings, input, $"{location}/BatchInput");
        }
    }

    private static JsonElement? Config(JsonElement processor) =>
        processor.ValueKind == JsonValueKind.Object && processor.TryGetProperty("ProcessorConfig", out var config) && config.ValueKind == JsonValueKind.Object ? config : null;

    private static bool Is(JsonElement json, string field, string value) =>
        json.TryGetProperty(field, out var found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(value);
}
