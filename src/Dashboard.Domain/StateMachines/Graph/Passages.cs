namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Gives a long arrow a vertex in each layer that it passes, so that boxes make way for it; the one next to its source is as large as the label.</summary>
internal static class Passages
{
    public static void Run(LayeredGraph graph)
    {
        foreach (var line in graph.Lines)
        {
            var labelRank = line.Label is null ? -1 : line.IsReversed ? line.To.Rank - 1 : line.From.Rank + 1;
            line.Chain.Add(line.From);
            for (var rank = line.From.Rank + 1; rank < line.To.Rank; rank++)
            {
                var (width, height) = rank == labelRank ? line.Label!.Value : (0, 0);
                var passage = graph.AddPassage(width, height);
                passage.Rank = rank;
                line.LabelVertex = rank == labelRank ? passage : line.LabelVertex;
                line.Chain.Add(passage);
            }

            line.Chain.Add(line.To);
            for (var i = 1; i < line.Chain.Count; i++)
            {
                line.Chain[i - 1].Down.Add(line.Chain[i]);
                line.Chain[i].Up.Add(line.Chain[i - 1]);
            }
        }
    }
}
