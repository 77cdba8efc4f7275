using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Dashboard.Sandbox.CloudFormation;

/// <summary>Creates the resources of all templates of a folder. A resource is created when something first refers to it, so the order of files and exports takes care of itself.</summary>
internal sealed class Deployment
{
    private readonly Dictionary<string, (Stack Stack, YamlNode Value)> _exports = new(StringComparer.Ordinal);

    private Deployment(Account account, IEnumerable<Template> templates)
    {
        var stacks = templates.Select(t => new Stack(this, t, account)).ToList();
        foreach (var stack in stacks)
        {
            AddExports(stack);
        }

        foreach (var stack in stacks)
        {
            stack.CreateAll();
        }
    }

    /// <exception cref="SandboxStartException">A template is corrupt or holds what the sandbox does not support.</exception>
    public static void Load(Account account, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SandboxStartException($"The folder of templates '{folder}' does not exist; start with --empty to go without.");
        }

        var files = Directory.EnumerateFiles(folder, "*.yaml").Concat(Directory.EnumerateFiles(folder, "*.yml")).Order(StringComparer.Ordinal);
        _ = new Deployment(account, files.Select(Template.Read).ToList());
    }

    public JsonNode? Import(Template from, YamlNode where, string name) => _exports.TryGetValue(name, out var export)
        ? export.Stack.Evaluate(export.Value)
        : throw from.Error(where, $"no template exports '{name}'");

    private void AddExports(Stack stack)
    {
        foreach (var (name, output) in stack.Template.Outputs)
        {
            if (!output.Children.TryGetValue("Value", out var value))
            {
                throw stack.Template.Error(output, $"the output '{name}' has no Value");
            }

            if (output.Children.TryGetValue("Export", out var export) && export is YamlMappingNode mapping && mapping.Children.TryGetValue("Name", out var exportName)
                && !_exports.TryAdd(stack.Evaluate(exportName)!.ToString(), (stack, value)))
            {
                throw stack.Template.Error(exportName, $"'{exportName}' is exported twice");
            }
        }
    }
}
