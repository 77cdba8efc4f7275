using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>How functions are written in templates.</summary>
internal static partial class Intrinsics
{
    /// <summary>The function that a node calls, in its short (<c>!Sub</c>) or long form (<c>Fn::Sub</c>), and its argument; null for a plain value.</summary>
    public static (string Name, YamlNode Argument)? Function(YamlNode node)
    {
        if (!node.Tag.IsEmpty && node.Tag.Value is ['!', not '!', ..] tag)
        {
            return (tag[1..], node);
        }

        if (node is YamlMappingNode { Children: { Count: 1 } children } && children[0] is { Key: YamlScalarNode { Value: { } key } } pair)
        {
            return key == "Ref" ? (key, pair.Value) : key.StartsWith("Fn::", StringComparison.Ordinal) ? (key[4..], pair.Value) : null;
        }

        return null;
    }

    /// <summary>Fills in <c>${Name}</c>; <c>${!Name}</c> becomes <c>${Name}</c>.</summary>
    public static string Substitute(string text, Func<string, string?> value) =>
        Placeholder().Replace(text, m => m.Groups[1].Value is ['!', .. var literal] ? $"${{{literal}}}" : value(m.Groups[1].Value) ?? "");

    public static string? Pseudo(string name, Arns arns, string stack) => name switch
    {
        "AWS::Region" => arns.Region,
        "AWS::AccountId" => arns.AccountId,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => stack,
        "AWS::StackId" => arns.Of("cloudformation", $"stack/{stack}"),
        _ => null,
    };

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
