using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>One CloudFormation template as it stands in its file.</summary>
internal sealed class Template
{
    private static readonly string[] Known = ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Resources", "Outputs"];

    private Template(string file, YamlMappingNode root)
    {
        File = file;
        foreach (var (key, _) in root.Children)
        {
            if (!Known.Contains(key.ToString()))
            {
                throw Error(key, $"the section '{key}' is not supported");
            }
        }

        Parameters = Section(root, "Parameters");
        Resources = Section(root, "Resources");
        Outputs = Section(root, "Outputs");
    }

    /// <summary>The file's name without its folder.</summary>
    public string File { get; }

    public IReadOnlyDictionary<string, YamlMappingNode> Parameters { get; }

    public IReadOnlyDictionary<string, YamlMappingNode> Resources { get; }

    public IReadOnlyDictionary<string, YamlMappingNode> Outputs { get; }

    /// <exception cref="SandboxStartException">The file is not YAML or not a template.</exception>
    public static Template Read(string path)
    {
        var file = Path.GetFileName(path);
        var stream = new YamlStream();
        try
        {
            using var reader = System.IO.File.OpenText(path);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            throw new SandboxStartException($"The template {file} cannot be read: line {error.Start.Line}: {error.Message}", error);
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new Template(file, root)
            : throw new SandboxStartException($"The template {file} cannot be read: it is not one YAML mapping.");
    }

    /// <summary>A sentence that says where in which file what is wrong.</summary>
    public SandboxStartException Error(YamlNode where, string what, Exception? inner = null) =>
        new($"The template {File} cannot be loaded: line {where.Start.Line}: {what}.", inner);

    private Dictionary<string, YamlMappingNode> Section(YamlMappingNode root, string name)
    {
        if (!root.Children.TryGetValue(name, out var node))
        {
            return [];
        }

        return node is YamlMappingNode section
            ? section.Children.ToDictionary(c => c.Key.ToString(), c => c.Value as YamlMappingNode ?? throw Error(c.Value, $"'{c.Key}' is not a mapping"), StringComparer.Ordinal)
            : throw Error(node, $"the section '{name}' is not a mapping");
    }
}
