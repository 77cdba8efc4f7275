using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Benchmarks.Layouts;

/// <summary>Our layout beside elkjs and dagre: the same boxes, labels and arrows for all, and one count of what they drew.</summary>
internal static class LayoutBenchmark
{
    private const int Seed = 4;
    private static readonly int[] Sizes = [50, 200, 1000, 3000];

    public static async Task RunAsync()
    {
        var graphs = Sizes.Select(states => (States: states, Definition: AslReader.Read(CompoundMachine.Definition(states, Seed)))).ToArray();
        Console.WriteLine($"{"states",6}  {"",-24} {"ms",9} {"crossings",9} {"area, Mpx",9}  size");
        var ours = graphs.Select(g => Ours(g.States, g.Definition)).ToArray();
        var peers = await Peers.RunAsync(new JsonArray([.. graphs.Select(g => Peers.Graph(g.States, g.Definition))]));
        foreach (var (own, rows) in ours.Zip(ours.Select(o => peers.Where(p => p.States == o.States))))
        {
            Write(own, own);
            foreach (var peer in rows)
            {
                Write(peer, own);
            }
        }
    }

    private static LayoutResult Ours(int states, StateMachineDefinition definition)
    {
        var times = new List<double>();
        for (var round = 0; round < 11; round++)
        {
            var watch = Stopwatch.StartNew();
            GraphLayout.Create(definition);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        // The first rounds also compile; they tell nothing about the next drawing.
        times.RemoveRange(0, 4);
        times.Sort();
        var layout = GraphLayout.Create(definition);
        return new LayoutResult(states, "ours", times[times.Count / 2], new LinesDrawn(layout.Width, layout.Height, [.. layout.Edges.Select(e => e.Points.Select(p => (p.X, p.Y)).ToArray())]));
    }

    private static void Write(LayoutResult result, LayoutResult ours)
    {
        var (area, ourArea) = (result.Drawn.Width * result.Drawn.Height / 1e6, ours.Drawn.Width * ours.Drawn.Height / 1e6);
        var ratio = result == ours ? "" : string.Create(CultureInfo.InvariantCulture, $"  {result.Milliseconds / ours.Milliseconds:0} x the time, {area / ourArea:0.00} x the area");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.States,6}  {result.Name,-24} {result.Milliseconds,9:0.0} {result.Drawn.Crossings,9} {area,9:0.00}  {result.Drawn.Width:0} x {result.Drawn.Height:0}{ratio}"));
    }
}
