using System.Buffers;
using System.Text.Json;

namespace Dashboard.Domain.Tasks;

/// <summary>
/// Walks over JSON text and stops only where it is asked to: what is passed over is not looked at, only its end is sought. A long history
/// holds thousands of answers of which little is wanted, and a tokenizer would cost more than everything else that is done with them.
/// It trusts that JSON which is whole is well-formed; text that ends too early or has another shape is a <see cref="FormatException"/>.
/// </summary>
internal ref struct JsonSkim(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> AfterLiteral = SearchValues.Create(",}] \t\r\n");

    private ReadOnlySpan<char> _rest = text;

    /// <summary>Nothing but white space is left.</summary>
    public readonly bool IsAtEnd => _rest.IsWhiteSpace();

    /// <summary>The first character of what comes next.</summary>
    public char Next
    {
        get
        {
            // AWS writes no white space: then there is nothing to trim.
            if (!_rest.IsEmpty && _rest[0] > ' ')
            {
                return _rest[0];
            }

            _rest = _rest.TrimStart(" \t\r\n");
            return _rest.IsEmpty ? throw new FormatException("The JSON ends too early.") : _rest[0];
        }
    }

    /// <summary>Goes into the object or array that comes next, where it is one; otherwise passes over what is there.</summary>
    public bool Enter(char opening)
    {
        if (Next != opening)
        {
            Skip();
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Goes to the next member's value; false behind the object's end. The name is as it is written.</summary>
    public bool NextMember(out ReadOnlySpan<char> name)
    {
        if (IsPast('}'))
        {
            name = default;
            return false;
        }

        name = Raw();
        if (Next != ':')
        {
            throw new FormatException("A name has no value.");
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Goes to the array's next item; false behind its end.</summary>
    public bool NextItem() => !IsPast(']');

    /// <summary>A string, or a number as it is written; null for everything else, which is passed over.</summary>
    /// <exception cref="JsonException">An escape in it is none.</exception>
    /// <exception cref="InvalidOperationException">It has half a surrogate pair.</exception>
    public string? Text()
    {
        switch (Next)
        {
            case '"':
                var raw = Raw();
                return raw.Contains('\\') ? JsonSerializer.Deserialize<string>($"\"{raw}\"") : raw.ToString();
            case '-' or (>= '0' and <= '9'):
                return Literal().ToString();
            default:
                Skip();
                return null;
        }
    }

    /// <summary>A number as it is written; empty for everything else, which is passed over.</summary>
    public ReadOnlySpan<char> Number()
    {
        if (Next is '-' or (>= '0' and <= '9'))
        {
            return Literal();
        }

        Skip();
        return default;
    }

    /// <summary>Passes over a value.</summary>
    public void Skip()
    {
        switch (Next)
        {
            case '"':
                Raw();
                break;
            case '{' or '[':
                SkipInside();
                break;
            default:
                Literal();
                break;
        }
    }

    private void SkipInside()
    {
        var length = JsonEnd.Of(_rest);
        _rest = length > 0 ? _rest[length..] : throw new FormatException("The JSON ends inside of something.");
    }

    private bool IsPast(char end)
    {
        if (Next == ',')
        {
            _rest = _rest[1..];
        }

        if (Next != end)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private ReadOnlySpan<char> Literal()
    {
        var end = _rest.IndexOfAny(AfterLiteral);
        var literal = end < 0 ? _rest : _rest[..end];
        if (literal.IsEmpty)
        {
            throw new FormatException("A value is missing.");
        }

        _rest = _rest[literal.Length..];
        return literal;
    }

    /// <summary>What stands between the quotes of the string that comes next.</summary>
    private ReadOnlySpan<char> Raw()
    {
        if (Next != '"')
        {
            throw new FormatException("A string is missing.");
        }

        for (var from = 1; ;)
        {
            var at = _rest[from..].IndexOfAny('"', '\\');
            if (at < 0 || from + at + 1 > _rest.Length)
            {
                throw new FormatException("The JSON ends inside of a string.");
            }

            if (_rest[from + at] == '"')
            {
                var raw = _rest[1..(from + at)];
                _rest = _rest[(from + at + 1)..];
                return raw;
            }

            from = Math.Min(from + at + 2, _rest.Length);
        }
    }
}
