using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Benchmarks.Layouts;

/// <summary>elkjs and dagre, from npm into a temporary folder, run by node.</summary>
internal static class Peers
{
    /// <summary>The distances that our layout keeps, for the others to keep too.</summary>
    private static JsonObject Spacing => new() { ["node"] = 28, ["edgeNode"] = 21, ["edge"] = 14, ["layer"] = 28, ["edgeLayer"] = 10, ["track"] = 8 };

    private static JsonObject Padding => new() { ["side"] = 12, ["lane"] = 26, ["header"] = 34 };

    /// <summary>Nothing, said so, where node or npm is missing.</summary>
    public static async Task<IReadOnlyList<LayoutResult>> RunAsync(JsonArray graphs)
    {
        var folder = Directory.CreateTempSubdirectory("layouts").FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "graphs.json"), Path.Combine(folder, "results.json"));
            await File.WriteAllTextAsync(input, new JsonObject { ["spacing"] = Spacing, ["padding"] = Padding, ["graphs"] = graphs }.ToJsonString());
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Layouts", "peers.mjs"), Path.Combine(folder, "peers.mjs"));
            await StartAsync(folder, "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "elkjs@0.12.1", "@dagrejs/dagre@3.1.3");
            await StartAsync(folder, "node", "--stack-size=8000", "peers.mjs", input, output);
            return [.. JsonNode.Parse(await File.ReadAllTextAsync(output))!.AsArray().Select(Result!)];
        }
        catch (Exception missing) when (missing is Win32Exception or InvalidOperationException)
        {
            Console.WriteLine($"elkjs and dagre are not here: {missing.Message}");
            return [];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the others lay out: our boxes and labels in their sizes, not where they stand.</summary>
    public static JsonNode Graph(int states, StateMachineDefinition definition)
    {
        var layout = GraphLayout.Create(definition);
        var ids = layout.Nodes.Select((node, i) => (node.Id, Number: $"n{i}")).ToDictionary(n => n.Id, n => n.Number);
        var nodes = layout.Nodes.ToLookup(n => (n.Parent, n.BranchIndex));
        var places = layout.Nodes.ToDictionary(n => n.Id, n => (n.Parent, n.BranchIndex));
        var edges = layout.Edges.Index().ToLookup(e => places[e.Item.From], e => new JsonObject
        {
            ["id"] = $"e{e.Index}",
            ["from"] = ids[e.Item.From],
            ["to"] = ids[e.Item.To],
            ["width"] = e.Item.LabelBox?.Width,
            ["height"] = e.Item.LabelBox?.Height,
        });
        return new JsonObject { ["name"] = $"{states}", ["rounds"] = states > 500 ? 3 : 10, ["root"] = Group(null, null) };

        JsonObject Group(string? parent, int? branch) => new()
        {
            ["id"] = $"g{(parent is null ? "" : ids[parent])}.{branch}",
            ["nodes"] = new JsonArray([.. nodes[(parent, branch)].Select(node => new JsonObject
            {
                ["id"] = ids[node.Id],
                ["width"] = node.Box.Width,
                ["height"] = node.Box.Height,
                ["groups"] = new JsonArray([.. node.Lanes.Select((_, i) => Group(node.Id, i))]),
            })]),
            ["edges"] = new JsonArray([.. edges[(parent, branch)]]),
        };
    }

    private static LayoutResult Result(JsonNode result) => new(
        int.Parse(result["graph"]!.ToString(), null),
        result["name"]!.ToString(),
        result["milliseconds"]!.GetValue<double>(),
        new LinesDrawn(result["width"]!.GetValue<double>(), result["height"]!.GetValue<double>(), [.. result["lines"]!.AsArray().Select(line => line!.AsArray().Select(p => (p![0]!.GetValue<double>(), p[1]!.GetValue<double>())).ToArray())]));

    private static async Task StartAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error[..Math.Min(300, error.Length)]}");
        }
    }
}
