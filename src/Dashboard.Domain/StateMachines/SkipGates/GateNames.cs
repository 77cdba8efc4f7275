using System.Globalization;
using System.Text;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Names for what a change adds to a definition: unique in it, and within AWS's limits.</summary>
internal sealed class GateNames
{
    private const int LongestName = 80;

    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public GateNames(StateMachineDefinition definition)
    {
        _taken = definition.AllStates.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        Member = Free("skip", name => !definition.Text.Contains($"{name}", StringComparison.OrdinalIgnoreCase) || !Says(definition.Text, name));
    }

    /// <summary>The member of the input that holds what to skip: <c>skip</c>, unless the definition uses that word for something of its own.</summary>
    public string Member { get; }

    /// <summary>A state's name such as <c>Skip? Load</c>, cut where AWS would refuse its length.</summary>
    public string Of(string what, string job)
    {
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            var name = Cut($"{what} {job}", LongestName - end.Length) + end;
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }

    /// <summary>The job's name as a member of the input, without the characters that paths of either language give a meaning to.</summary>
    public string Key(string job)
    {
        var plain = new StringBuilder();
        foreach (var c in job)
        {
            plain.Append(c is '\'' or '"' or '`' or '\\' or '[' or ']' or '$' or '{' or '}' or '%' || char.IsControl(c) ? '_' : c);
        }

        return Free(plain.ToString(), _keys.Add);
    }

    private static string Free(string name, Func<string, bool> isFree)
    {
        for (var number = 1; ; number++)
        {
            var tried = number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
            if (isFree(tried))
            {
                return tried;
            }
        }
    }

    // As a word: "skip" is not said by "skipped" or by a state called "skip-1"… nor by a comment, but rather too careful than wrong.
    private static bool Says(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!IsLetter(text, at - 1) && !IsLetter(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');

    private static string Cut(string name, int most)
    {
        if (name.Length <= most)
        {
            return name;
        }

        var end = most - 1;
        return name[..(char.IsHighSurrogate(name[end - 1]) ? end - 1 : end)] + "…";
    }
}
