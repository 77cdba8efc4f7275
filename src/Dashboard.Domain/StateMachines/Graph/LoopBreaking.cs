namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Turns round the arrows that close a loop, seen from the first vertex, so that all others point downwards.</summary>
internal static class LoopBreaking
{
    private enum Mark
    {
        New,
        Open,
        Done,
    }

    public static void Run(LayeredGraph graph)
    {
        var marks = new Mark[graph.Vertices.Count];
        var outgoing = graph.Lines.ToLookup(line => line.From.Id);
        List<Line> closing = [];
        foreach (var root in graph.Vertices.Where(v => marks[v.Id] == Mark.New))
        {
            Visit(root, marks, outgoing, closing);
        }

        closing.ForEach(line => line.Reverse());
    }

    /// <summary>Depth first without recursion: machines may be thousands of states long.</summary>
    private static void Visit(Vertex root, Mark[] marks, ILookup<int, Line> outgoing, List<Line> closing)
    {
        Stack<(int Id, IEnumerator<Line> Lines)> open = new();
        Open(root.Id);
        while (open.TryPeek(out var top))
        {
            if (!top.Lines.MoveNext())
            {
                marks[open.Pop().Id] = Mark.Done;
                continue;
            }

            var line = top.Lines.Current;
            switch (marks[line.To.Id])
            {
                case Mark.New: Open(line.To.Id); break;
                case Mark.Open: closing.Add(line); break;
                case Mark.Done: break;
            }
        }

        void Open(int id)
        {
            marks[id] = Mark.Open;
            open.Push((id, outgoing[id].GetEnumerator()));
        }
    }
}
