using System.Collections.Immutable;
using Dashboard.Live;

namespace Dashboard.Features.Machines;

/// <summary>Which rows the table of machines has: children under every parent that starts them.</summary>
public static class MachineTable
{
    /// <summary>The rows from top to bottom. A filter keeps what fits and the way down to it.</summary>
    /// <param name="search">Text in the name, a tag or a schedule's name; null for all.</param>
    /// <param name="closed">Paths of rows whose children are folded away.</param>
    public static ImmutableArray<MachineRow> Create(Board board, string? search, OutcomeFilter filter, IReadOnlySet<string> closed, DateTimeOffset now)
    {
        var byArn = board.Machines.ToDictionary(m => m.Arn, StringComparer.Ordinal);
        var started = board.Machines.SelectMany(m => m.Children.Where(c => c != m.Arn)).ToHashSet(StringComparer.Ordinal);
        var roots = board.Machines.Where(m => !started.Contains(m.Arn)).ToList();

        // Machines that start each other in a circle have no root: the first of them stands in for one.
        var reached = new HashSet<string>(StringComparer.Ordinal);
        roots.ForEach(r => Reach(r.Arn));
        foreach (var machine in board.Machines.Where(m => !reached.Contains(m.Arn)))
        {
            if (!reached.Contains(machine.Arn))
            {
                roots.Add(machine);
                Reach(machine.Arn);
            }
        }

        return [.. roots.OrderBy(r => r.Name, StringComparer.Ordinal).SelectMany(r => Rows(r, r.Name, [r.Arn]))];

        void Reach(string arn)
        {
            if (reached.Add(arn) && byArn.TryGetValue(arn, out var machine))
            {
                foreach (var child in machine.Children)
                {
                    Reach(child);
                }
            }
        }

        IEnumerable<MachineRow> Rows(MachineView machine, string path, ImmutableArray<string> above)
        {
            var children = machine.Children.Where(c => !above.Contains(c)).Select(c => byArn.GetValueOrDefault(c)).OfType<MachineView>()
                .OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
            var below = children.SelectMany(c => Rows(c, $"{path}/{c.Name}", above.Add(c.Arn))).ToList();
            var fits = filter.Passes(machine.Runs.FirstOrDefault()) && Matches(machine, board, search);
            if (!fits && below.Count == 0)
            {
                return [];
            }

            var isOpen = !closed.Contains(path);
            var schedules = board.SchedulesOf(machine.Arn).ToImmutableArray();
            var next = schedules.Select(s => (Schedule: s, At: s.NextAfter(now))).Where(s => s.At is not null).OrderBy(s => s.At)
                .Select(s => ((ScheduleView, DateTimeOffset)?)(s.Schedule, s.At!.Value)).FirstOrDefault();
            var row = new MachineRow(machine, path, above.Length - 1, below.Count > 0, isOpen, next, [.. board.ParentsOf(machine.Arn)], schedules);
            return isOpen ? below.Prepend(row) : [row];
        }
    }

    private static bool Matches(MachineView machine, Board board, string? search) =>
        string.IsNullOrWhiteSpace(search) || search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            Contains(machine.Name, word)
            || machine.Tags.Any(t => Contains($"{t.Key}={t.Value}", word))
            || board.SchedulesOf(machine.Arn).Any(s => Contains(s.Detail.Name, word)));

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.CurrentCultureIgnoreCase);
}
