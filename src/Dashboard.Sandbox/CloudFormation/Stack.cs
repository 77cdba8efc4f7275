using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>One template being deployed: makes values of its nodes and resources of its resources.</summary>
internal sealed class Stack(Deployment deployment, Template template, Account account)
{
    private readonly Dictionary<string, CreatedResource?> _resources = new(StringComparer.Ordinal);

    public Template Template { get; } = template;

    public void CreateAll()
    {
        foreach (var (name, node) in Template.Resources)
        {
            Resource(name, node);
        }
    }

    /// <summary>The value of a node, with its functions applied.</summary>
    public JsonNode? Evaluate(YamlNode node) => Intrinsics.Function(node) is var (name, argument)
        ? Apply(name, argument)
        : node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(c.Key.ToString(), Evaluate(c.Value)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Evaluate)]),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw Template.Error(node, "this kind of node is not supported"),
        };

    private JsonNode? Apply(string function, YamlNode argument) => function switch
    {
        "Ref" => Reference(argument, argument.ToString()),
        "GetAtt" => Attribute(argument, argument is YamlSequenceNode list ? string.Join('.', list.Children) : argument.ToString()),
        "ImportValue" => deployment.Import(Template, argument, argument is YamlScalarNode { Value: { } export } ? export : Text(argument)),
        "Sub" => Substituted(argument),
        "Join" when argument is YamlSequenceNode { Children: [var separator, var items] } => string.Join(Text(separator), Items(items).Select(i => i?.ToString())),
        "Select" when argument is YamlSequenceNode { Children: [var index, var items] } && int.TryParse(Text(index), out var at) && at >= 0 && at < Items(items).Count => Items(items)[at]?.DeepClone(),
        _ => throw Template.Error(argument, $"the function '{function}' is not supported here"),
    };

    private JsonArray Items(YamlNode node) => Evaluate(node) as JsonArray ?? throw Template.Error(node, "a list is expected");

    private string Text(YamlNode node) => Evaluate(node)?.ToString() ?? throw Template.Error(node, "a text is expected");

    private JsonNode? Substituted(YamlNode argument)
    {
        var own = argument is YamlSequenceNode { Children: [_, YamlMappingNode values] } ? values.Children.ToDictionary(c => c.Key.ToString(), c => c.Value) : [];
        var text = argument is YamlSequenceNode { Children: [var first, ..] } ? first.ToString() : argument.ToString();
        return Intrinsics.Substitute(text, name => own.TryGetValue(name, out var value)
            ? Text(value)
            : (name.Contains('.', StringComparison.Ordinal) ? Attribute(argument, name) : Reference(argument, name))?.ToString());
    }

    private JsonNode? Reference(YamlNode where, string name)
    {
        if (Intrinsics.Pseudo(name, account.Arns, Path.GetFileNameWithoutExtension(Template.File)) is { } known)
        {
            return known;
        }

        if (Template.Parameters.TryGetValue(name, out var parameter))
        {
            return parameter.Children.TryGetValue("Default", out var value) ? Evaluate(value) : throw Template.Error(parameter, $"the parameter '{name}' has no Default, and the sandbox asks for none");
        }

        return Template.Resources.TryGetValue(name, out var node) ? Resource(name, node).Ref : throw Template.Error(where, $"'{name}' names nothing in this template");
    }

    private JsonNode? Attribute(YamlNode where, string path)
    {
        var parts = path.Split('.', 2);
        if (parts.Length < 2 || !Template.Resources.TryGetValue(parts[0], out var node))
        {
            throw Template.Error(where, $"'{path}' names no attribute of a resource in this template");
        }

        return Resource(parts[0], node).Attributes.TryGetValue(parts[1], out var value) ? value : throw Template.Error(where, $"the sandbox has no attribute '{parts[1]}' for '{parts[0]}'");
    }

    private CreatedResource Resource(string name, YamlMappingNode node)
    {
        if (_resources.TryGetValue(name, out var known))
        {
            return known ?? throw Template.Error(node, $"'{name}' depends on itself");
        }

        // Marked before it is made, so that a circle is seen.
        _resources[name] = null;
        var type = node.Children.TryGetValue("Type", out var typeNode) ? typeNode.ToString() : throw Template.Error(node, $"'{name}' has no Type");
        foreach (var other in DependsOn(node))
        {
            Reference(node, other);
        }

        // Through text once, so that numbers read as whatever kind the reader asks for, as in a request.
        var properties = node.Children.TryGetValue("Properties", out var given) && Evaluate(given) is JsonObject values ? (JsonObject)JsonNode.Parse(Wire.Text(values))! : [];
        try
        {
            var created = ResourceTypes.Create(type, new ResourceRequest(account, $"{Path.GetFileNameWithoutExtension(Template.File)}-{name}", properties))
                ?? throw Template.Error(typeNode, $"the sandbox does not support the resource type '{type}' of '{name}'");
            _resources[name] = created;
            return created;
        }
        catch (AwsErrorException error)
        {
            throw Template.Error(node, $"'{name}' is refused: {error.Message.TrimEnd('.')}", error);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw Template.Error(node, $"a property of '{name}' has the wrong type: {error.Message.TrimEnd('.')}", error);
        }
    }

    private static IEnumerable<string> DependsOn(YamlMappingNode node) => node.Children.TryGetValue("DependsOn", out var value)
        ? value is YamlSequenceNode list ? list.Children.Select(c => c.ToString()) : [value.ToString()]
        : [];

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        return scalar.Style is not ScalarStyle.Plain ? text : text switch
        {
            "" or "null" or "~" => null,
            "true" => true,
            "false" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when text.Any(char.IsAsciiDigit) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
    }
}
