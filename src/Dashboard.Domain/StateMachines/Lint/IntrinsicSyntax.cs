using System.Collections.Frozen;
using System.Globalization;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Checks the form of a call such as <c>States.Format('{}', $.name)</c> without evaluating it.</summary>
internal ref struct IntrinsicSyntax
{
    private const int DeepestNesting = 64;

    private static readonly FrozenSet<string> Functions = new[]
    {
        "Array", "ArrayContains", "ArrayGetItem", "ArrayLength", "ArrayPartition", "ArrayRange", "ArrayUnique", "Base64Decode", "Base64Encode",
        "Format", "Hash", "JsonMerge", "JsonToString", "MathAdd", "MathRandom", "StringSplit", "StringToJson", "UUID",
    }.Select(n => "States." + n).ToFrozenSet(StringComparer.Ordinal);

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private IntrinsicSyntax(string text) => _text = text;

    public static bool IsCall(string text)
    {
        var syntax = new IntrinsicSyntax(text.Trim());
        return syntax.Call(0) && syntax._at == syntax._text.Length;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool Call(int depth)
    {
        var open = _text[_at..].IndexOf('(');
        if (open < 0 || depth > DeepestNesting || !Functions.Contains(_text.Slice(_at, open).Trim().ToString()))
        {
            return false;
        }

        _at += open + 1;
        Blanks();
        for (var first = true; Next != ')'; first = false)
        {
            if ((!first && !Take(',')) || !Argument(depth))
            {
                return false;
            }
        }

        return Take(')');
    }

    private bool Argument(int depth)
    {
        Blanks();
        var fine = Next switch
        {
            '\'' => Quoted(),
            '$' => Path(),
            '-' or (>= '0' and <= '9') => double.TryParse(Word(), NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            't' or 'f' or 'n' => Word() is "true" or "false" or "null",
            _ => Call(depth + 1),
        };
        Blanks();
        return fine;
    }

    // Only a quote, a brace and a backslash can be escaped.
    private bool Quoted()
    {
        for (_at++; Next != '\''; _at++)
        {
            if (_at >= _text.Length || (Next == '\\' && (++_at >= _text.Length || !"'{}\\".Contains(_text[_at], StringComparison.Ordinal))))
            {
                return false;
            }
        }

        return Take('\'');
    }

    // Up to the comma or parenthesis outside of brackets.
    private bool Path()
    {
        var (start, depth) = (_at, 0);
        for (; _at < _text.Length && (depth > 0 || Next is not (',' or ')' or ' ')); _at++)
        {
            depth += Next == '[' ? 1 : Next == ']' ? -1 : 0;
        }

        return Expressions.IsPath(_text[start.._at].ToString());
    }

    private ReadOnlySpan<char> Word()
    {
        var start = _at;
        while (_at < _text.Length && Next is not (',' or ')' or ' '))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private void Blanks()
    {
        while (char.IsWhiteSpace(Next))
        {
            _at++;
        }
    }

    private bool Take(char c)
    {
        var found = Next == c && _at < _text.Length;
        _at += found ? 1 : 0;
        return found;
    }
}
