using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Benchmarks.Layouts;

/// <summary>Our layout beside elkjs and dagre: the same boxes, labels and arrows for all, and one count of what they drew.</summary>
internal static class LayoutBenchmark
{
    /// <summary>Several small graphs: of one alone, chance decides who crosses once more.</summary>
    private static readonly (int States, int Graphs)[] Sizes = [(50, 10), (200, 10), (1000, 2), (3000, 1)];

    public static async Task RunAsync()
    {
        var graphs = Sizes.SelectMany(size => Enumerable.Range(1, size.Graphs).Select(seed => (size.States, Definition: AslReader.Read(CompoundMachine.Definition(size.States, seed))))).ToArray();

        // The peers' rounds take seconds, in which their compiler gets through; ours gets as long.
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < TimeSpan.FromSeconds(5))
        {
            graphs.Take(20).ToList().ForEach(g => GraphLayout.Create(g.Definition));
        }

        var ours = graphs.Select(g => Ours(g.States, g.Definition)).ToArray();
        var peers = await Peers.RunAsync(new JsonArray([.. graphs.Select(g => Peers.Graph(g.States, g.Definition))]));
        Console.WriteLine($"{"states",6}  {"",-24} {"ms",9} {"crossings",9} {"area, Mpx",9}   of so many graphs together");
        foreach (var size in Sizes)
        {
            var own = Sum([.. ours.Where(o => o.States == size.States)]);
            foreach (var row in peers.Where(p => p.States == size.States).GroupBy(p => p.Name).Select(g => Sum([.. g])).Prepend(own))
            {
                var ratio = row == own ? "" : $"; {row.Milliseconds / own.Milliseconds:0.0} x the time, {row.Area / own.Area:0.00} x the area";
                Write($"{size.States,6}  {row.Name,-24} {row.Milliseconds,9:0.0} {row.Crossings,9} {row.Area,9:0.00}   {size.Graphs}{ratio}");
            }
        }

        foreach (var states in (int[])[50, 500, 2000])
        {
            var definition = AslReader.Read(CompoundMachine.Definition(states, 1));
            var svg = GraphSvg.Render(GraphLayout.Create(definition));
            Write($"{states} states: laid out and drawn in {Best(15, () => GraphSvg.Render(GraphLayout.Create(definition))):0.0} ms, {System.Text.Encoding.UTF8.GetByteCount(svg) / 1024.0:0} KB of SVG");
        }
    }

    private static LayoutResult Ours(int states, StateMachineDefinition definition)
    {
        var best = Best(states > 500 ? 15 : 40, () => GraphLayout.Create(definition));
        var layout = GraphLayout.Create(definition);
        return new LayoutResult(states, "ours", best, new LinesDrawn(layout.Width, layout.Height, [.. layout.Edges.Select(e => e.Points.Select(p => (p.X, p.Y)).ToArray())]));
    }

    /// <summary>The best of several rounds, for all alike: on a machine that others use too, only it tells what the work takes.</summary>
    private static double Best(int rounds, Func<object> work) => Enumerable.Range(0, rounds).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    });

    private static (string Name, double Milliseconds, int Crossings, double Area) Sum(IReadOnlyList<LayoutResult> results) =>
        (results[0].Name, results.Sum(r => r.Milliseconds), results.Sum(r => r.Drawn.Crossings), results.Sum(r => r.Drawn.Width * r.Drawn.Height / 1e6));

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
