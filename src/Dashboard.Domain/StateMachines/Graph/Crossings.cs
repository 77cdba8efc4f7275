namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>Counts crossings of arrows between neighbouring layers.</summary>
internal static class Crossings
{
    public static long Count(List<Vertex>[] ranks)
    {
        long count = 0;
        for (var i = 1; i < ranks.Length; i++)
        {
            count += Count(ranks[i - 1], ranks[i].Count);
        }

        return count;
    }

    /// <summary>The crossings that two neighbours' arrows make when the first stands left of the second.</summary>
    public static int Between(List<Vertex> left, List<Vertex> right)
    {
        var count = 0;
        foreach (var l in left)
        {
            foreach (var r in right)
            {
                count += l.Order > r.Order ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Counts inversions with a Fenwick tree (Barth, Jünger, Mutzel: Simple and Efficient Bilayer Cross Counting).</summary>
    private static long Count(List<Vertex> upper, int lowerCount)
    {
        var tree = new int[lowerCount + 1];
        long count = 0;
        var placed = 0;
        List<int> ends = [];
        foreach (var vertex in upper)
        {
            ends.Clear();
            foreach (var below in vertex.Down)
            {
                ends.Add(below.Order);
            }

            foreach (var end in ends)
            {
                count += placed;
                for (var i = end + 1; i > 0; i &= i - 1)
                {
                    count -= tree[i];
                }
            }

            foreach (var end in ends)
            {
                placed++;
                for (var i = end + 1; i <= lowerCount; i += i & -i)
                {
                    tree[i]++;
                }
            }
        }

        return count;
    }
}
