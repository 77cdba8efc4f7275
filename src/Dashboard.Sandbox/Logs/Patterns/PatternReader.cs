using System.Text;
using System.Text.RegularExpressions;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>Goes through the text of a filter pattern.</summary>
internal sealed class PatternReader(string text)
{
    private const int MostExpressions = 2;
    private int _at;
    private int _expressions;

    /// <summary>The next character; 0 at the end.</summary>
    public char Peek => _at < text.Length ? text[_at] : '\0';

    public bool AtEnd => _at == text.Length;

    public static AwsErrorException Malformed() => LogRequest.Invalid("Invalid filter pattern");

    /// <summary>What stands between the brackets that open here and close at the end.</summary>
    public PatternReader Inside(char closing) => text.Length > 1 && text[^1] == closing
        ? new PatternReader(text[1..^1])
        : throw LogRequest.Invalid($"If a filter pattern starts with '{text[0]}' it must end with '{closing}'");

    public PatternReader SkipSpace()
    {
        while (char.IsWhiteSpace(Peek) && !AtEnd)
        {
            _at++;
        }

        return this;
    }

    public bool TryTake(string expected)
    {
        var found = text.AsSpan(_at).StartsWith(expected, StringComparison.Ordinal);
        _at += found ? expected.Length : 0;
        return found;
    }

    public void Take(string expected)
    {
        if (!TryTake(expected))
        {
            throw Malformed();
        }
    }

    /// <summary>The characters that fit, maybe none.</summary>
    public string TakeWhile(Predicate<char> fits)
    {
        var from = _at;
        while (!AtEnd && fits(text[_at]))
        {
            _at++;
        }

        return text[from.._at];
    }

    /// <summary>The text in the quotes that open here; a backslash takes the next character as it is.</summary>
    public string Quoted(char quote = '"')
    {
        var value = new StringBuilder();
        for (_at++; !AtEnd && text[_at] != quote; _at++)
        {
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
            value.Append(text[_at]);
        }

        Take(quote.ToString());
        return value.ToString();
    }

    /// <summary>The expression between the percent signs that open here.</summary>
    public Regex Expression()
    {
        Take("%");
        var from = _at;
        while (!AtEnd && text[_at] != '%')
        {
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 2 : 1;
        }

        var expression = text[from.._at];
        Take("%");
        return ++_expressions <= MostExpressions
            ? PatternRegex.Compile(expression)
            : throw LogRequest.Invalid($"A filter pattern can have {MostExpressions} regular expressions at most.");
    }
}
