using System.Globalization;

namespace Dashboard.Ui;

/// <summary>Shortens long names.</summary>
public static class Ellipsis
{
    /// <summary>At most <paramref name="max"/> characters, the middle left out: beginnings and ends of names tell them apart. Never cuts a character in two.</summary>
    public static string Middle(string text, int max)
    {
        var characters = new StringInfo(text);
        if (characters.LengthInTextElements <= max)
        {
            return text;
        }

        var head = max / 2;
        var tail = max - head - 1;
        return $"{characters.SubstringByTextElements(0, head)}…{characters.SubstringByTextElements(characters.LengthInTextElements - tail)}";
    }
}
