using System.Text;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>A change of a text in one place.</summary>
/// <param name="Start">The first character that goes.</param>
/// <param name="Length">How many go; 0 where something is only put in.</param>
internal sealed record TextEdit(int Start, int Length, string Text)
{
    /// <summary>The text with all edits; they do not overlap. Of those at one place the first given comes first.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length + 256);
        var at = 0;
        foreach (var edit in edits.OrderBy(e => e.Start))
        {
            result.Append(text, at, edit.Start - at).Append(edit.Text);
            at = edit.Start + edit.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
