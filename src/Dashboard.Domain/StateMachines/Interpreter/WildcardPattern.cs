namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>StringMatches: <c>*</c> stands for any letters, <c>\*</c> and <c>\\</c> for themselves; the whole text must fit.</summary>
internal static class WildcardPattern
{
    public static bool Matches(string text, string pattern)
    {
        // The classic walk with one place to go back to: no pattern takes more than text times pattern steps.
        var (at, p, star, retry) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, retry) = (p++, at);
            }
            else if (p < pattern.Length && Letter(pattern, p) == text[at])
            {
                (at, p) = (at + 1, p + Width(pattern, p));
            }
            else if (star >= 0)
            {
                (p, at) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].All(c => c == '*');
    }

    private static int Width(string pattern, int at) => pattern[at] == '\\' && at + 1 < pattern.Length ? 2 : 1;

    private static char Letter(string pattern, int at) => pattern[at + Width(pattern, at) - 1];
}
