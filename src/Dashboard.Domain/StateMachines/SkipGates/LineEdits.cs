using System.Collections.Immutable;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Changes a text by whole lines put in and by words replaced within a line, and so knows which lines differ without searching.</summary>
internal sealed class LineEdits
{
    private const int Around = 3;

    private readonly string[] _lines;
    private readonly int[] _starts;
    private readonly SortedDictionary<int, List<string>> _before = [];
    private readonly Dictionary<int, List<TextEdit>> _within = [];

    public LineEdits(string text)
    {
        _lines = text.Split('\n');
        _starts = new int[_lines.Length];
        for (var i = 1; i < _lines.Length; i++)
        {
            _starts[i] = _starts[i - 1] + _lines[i - 1].Length + 1;
        }
    }

    /// <summary>What stands before that place in its line.</summary>
    public string Before(int position) => _lines[LineOf(position)][..(position - _starts[LineOf(position)])];

    /// <summary>Puts lines before the line of that place, after those put there before.</summary>
    public void Insert(int position, IEnumerable<string> lines)
    {
        var line = LineOf(position);
        if (!_before.TryGetValue(line, out var put))
        {
            _before[line] = put = [];
        }

        // A text of another system keeps its line ends.
        put.AddRange(lines.Select(l => _lines[line].EndsWith('\r') ? l + "\r" : l));
    }

    /// <summary>Replaces characters within a line; the places are those of the old text.</summary>
    public void Replace(int position, int length, string text)
    {
        var line = LineOf(position);
        if (!_within.TryGetValue(line, out var edits))
        {
            _within[line] = edits = [];
        }

        edits.Add(new TextEdit(position - _starts[line], length, text));
    }

    /// <summary>The text with all changes.</summary>
    public string Text() => string.Join('\n', _lines.SelectMany((_, i) => (_before.GetValueOrDefault(i) ?? []).Append(Changed(i))));

    /// <summary>The lines that differ, with a few around them.</summary>
    public ImmutableArray<DefinitionLine> Difference()
    {
        var result = ImmutableArray.CreateBuilder<DefinitionLine>();
        var touched = _before.Keys.Concat(_within.Keys).ToHashSet();
        var (added, gap) = (0, false);
        for (var i = 0; i < _lines.Length; i++)
        {
            foreach (var line in _before.GetValueOrDefault(i) ?? [])
            {
                result.Add(Line(DefinitionLineKind.Added, i + added++, line));
            }

            if (_within.ContainsKey(i))
            {
                result.Add(Line(DefinitionLineKind.Removed, i, _lines[i]));
                result.Add(Line(DefinitionLineKind.Added, i + added, Changed(i)));
                gap = false;
            }
            else if (Enumerable.Range(i - Around + 1, (2 * Around) - 1).Any(touched.Contains))
            {
                result.Add(Line(DefinitionLineKind.Same, i, _lines[i]));
                gap = false;
            }
            else if (!gap)
            {
                gap = true;
                result.Add(Line(DefinitionLineKind.Gap, i, ""));
            }
        }

        return result.ToImmutable();
    }

    private static DefinitionLine Line(DefinitionLineKind kind, int index, string text) => new(kind, index + 1, text.TrimEnd('\r'));

    private string Changed(int line) => _within.TryGetValue(line, out var edits) ? TextEdit.Apply(_lines[line], edits) : _lines[line];

    private int LineOf(int position)
    {
        var line = Array.BinarySearch(_starts, position);
        return line >= 0 ? line : ~line - 1;
    }
}
