using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>JSON in which members named <c>….$</c> are paths or intrinsic functions, and the names of variables.</summary>
internal static class TemplateRules
{
    private static readonly string[] Templates = ["Parameters", "ResultSelector", "ItemSelector"];

    public static void Check(StateSite site)
    {
        if (site.Field("Assign") is { } assign)
        {
            Assign(site, assign, site.At("Assign"));
        }

        if (site.IsJsonata)
        {
            return;
        }

        foreach (var field in Templates)
        {
            if (site.Field(field) is { } template)
            {
                Template(site.Findings, template, site.At(field));
            }
        }

        if (site.Field("Result") is { } result)
        {
            Static(site, result, site.At("Result"));
        }
    }

    /// <summary>Assign of a state, a Choice rule or a Catch.</summary>
    public static void Assign(StateSite site, JsonElement assign, string location)
    {
        if (site.IsExpression(assign) || !site.Findings.IsKind(assign, location, JsonValueKind.Object))
        {
            return;
        }

        foreach (var member in assign.EnumerateObject())
        {
            var name = !site.IsJsonata && member.Name.EndsWith(".$", StringComparison.Ordinal) ? member.Name[..^2] : member.Name;
            if (!Expressions.IsVariableName(name))
            {
                site.Findings.Error(location, $"'{name}' is not a valid variable name");
            }
        }

        if (!site.IsJsonata)
        {
            Template(site.Findings, assign, location);
        }
    }

    /// <summary>A payload template with all that is nested in it.</summary>
    public static void Template(Findings findings, JsonElement template, string location)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in template.EnumerateObject())
                {
                    Member(findings, member, location);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (element, i) in template.EnumerateArray().Select((e, i) => (e, i)))
                {
                    Template(findings, element, $"{location}[{i}]");
                }

                break;
        }
    }

    private static void Member(Findings findings, JsonProperty member, string location)
    {
        var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
        if (member.Name.EndsWith(".$", StringComparison.Ordinal))
        {
            if (text is null || !Expressions.IsValue(text))
            {
                findings.Error(location, $"The value for the field '{member.Name}' must be a valid JSONPath or a valid intrinsic function call");
            }
        }
        else if (text is not null && Expressions.LooksLikeValue(text))
        {
            findings.Warning($"{location}/{member.Name}", $"The value looks like a JSONPath or an intrinsic function, but the field name '{member.Name}' does not end with '.$'", DiagnosticCode.NoDollar);
        }
        else
        {
            Template(findings, member.Value, $"{location}/{member.Name}");
        }
    }

    private static void Static(StateSite site, JsonElement result, string location)
    {
        var looksDynamic = result.ValueKind switch
        {
            JsonValueKind.String => Expressions.LooksLikeValue(result.GetString()!),
            JsonValueKind.Object => result.EnumerateObject().Any(m => m.Name.EndsWith(".$", StringComparison.Ordinal)),
            _ => false,
        };
        if (looksDynamic)
        {
            site.Findings.Warning(location, "The Result of a Pass state is static: paths and intrinsic functions in it are not evaluated. Use Parameters instead", DiagnosticCode.PassResultIsStatic);
        }
    }
}
