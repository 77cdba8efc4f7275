using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>Reads paths.</summary>
internal sealed class JsonPathParser
{
    // Filters hold paths that hold filters; a text that nests them without end must not exhaust the stack.
    private const int MostFilters = 16;
    private readonly string _text;
    private int _at;

    private JsonPathParser(string text) => _text = text;

    public static ImmutableArray<JsonPathStep> Parse(string text) => new JsonPathParser(text).Read();

    private ImmutableArray<JsonPathStep> Read()
    {
        var steps = ImmutableArray.CreateBuilder<JsonPathStep>();
        if (_text.Length == 0 || _text[_at++] != '$')
        {
            throw Wrong("it does not start with $");
        }

        if (_text.Split("[?").Length > MostFilters)
        {
            throw Wrong("it has too many filters");
        }

        while (_at < _text.Length)
        {
            if (Take(".."))
            {
                steps.Add(new ManyStep("..", ManyStep.Descendants));
                steps.Add(Peek('[') ? Bracket() : Dotted());
            }
            else if (Take("."))
            {
                steps.Add(Dotted());
            }
            else if (Peek('['))
            {
                steps.Add(Bracket());
            }
            else
            {
                throw Wrong($"'{_text[_at]}' at {_at} is not expected");
            }
        }

        return steps.ToImmutable();
    }

    private JsonPathStep Dotted()
    {
        var end = _text.AsSpan(_at).IndexOfAny('.', '[');
        var name = end < 0 ? _text[_at..] : _text.Substring(_at, end);
        _at += name.Length;
        return name switch
        {
            "" => throw Wrong("a name is missing"),
            "*" => new ManyStep(".*", ManyStep.Children),
            _ => new PropertyStep(name),
        };
    }

    private JsonPathStep Bracket()
    {
        var inside = Inside();
        if (inside.StartsWith('?'))
        {
            var filter = JsonPathFilter.Parse(inside[1..]);
            return new ManyStep($"[{inside}]", n => n is JsonArray a ? a.Where(filter) : n is JsonObject && filter(n) ? [n] : []);
        }

        if (inside == "*")
        {
            // On an object AWS gives nothing, unlike .* does.
            return new ManyStep("[*]", n => n is JsonArray a ? a : []);
        }

        if (inside.StartsWith('\'') || inside.StartsWith('"'))
        {
            var names = Names(inside);
            return names.Count == 1 ? new PropertyStep(names[0]) : new ManyStep($"[{inside}]", n => n is JsonObject ? [Members(n.AsObject(), names)] : []);
        }

        if (inside.Contains(':', StringComparison.Ordinal))
        {
            var ends = inside.Split(':').Select(e => e.Trim().Length == 0 ? (int?)null : Number(e)).ToArray();
            return new ManyStep($"[{inside}]", n => ManyStep.Slice(n, ends[0], ends[1], ends.Length > 2 ? ends[2] ?? 1 : 1));
        }

        var indexes = inside.Split(',').Select(Number).ToArray();
        return indexes.Length == 1 ? new IndexStep(indexes[0]) : new ManyStep($"[{inside}]", n => indexes.SelectMany(i => new IndexStep(i).Select(n)));
    }

    private static JsonObject Members(JsonObject all, List<string> names) =>
        new(names.Where(all.ContainsKey).Select(name => KeyValuePair.Create(name, all[name]?.DeepClone())));

    private int Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong($"'{text}' is not an index");

    // What stands between the brackets; quotes and nested brackets are passed over.
    private string Inside()
    {
        var start = ++_at;
        var depth = 1;
        for (char? quote = null; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (quote is not null)
            {
                _at += c == '\\' ? 1 : 0;
                quote = c == quote ? null : quote;
            }
            else if (c is '\'' or '"' || (c == '/' && _text[start] == '?'))
            {
                quote = c;
            }
            else if (c == ']' && --depth == 0)
            {
                return _text[start.._at++].Trim();
            }
            else
            {
                depth += c == '[' ? 1 : 0;
            }
        }

        throw Wrong("a ] is missing");
    }

    private List<string> Names(string inside)
    {
        var names = new List<string>();
        for (var i = 0; i < inside.Length;)
        {
            var quote = inside[i++];
            if (quote is ',' || char.IsWhiteSpace(quote))
            {
                continue;
            }

            var start = i;
            while (i < inside.Length && inside[i] != quote)
            {
                i += inside[i] == '\\' ? 2 : 1;
            }

            i = Math.Min(i, inside.Length);
            var name = inside[start..i];

            if (quote is not ('\'' or '"') || i++ >= inside.Length)
            {
                throw Wrong("a quote is missing");
            }

            names.Add(Unescaped(name));
        }

        return names;
    }

    /// <summary>A name or text without its backslashes: a letter, such as n, after one is a control character.</summary>
    public static string Unescaped(string text)
    {
        var plain = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            var code = text[++i];
            if (code == 'u' && i + 4 < text.Length && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                (code, i) = ((char)letter, i + 4);
                plain.Append(code);
                continue;
            }

            plain.Append(code switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => code });
        }

        return plain.ToString();
    }

    private bool Peek(char c) => _at < _text.Length && _text[_at] == c;

    private bool Take(string token)
    {
        var found = string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
        _at += found ? token.Length : 0;
        return found;
    }

    private FormatException Wrong(string why) => new($"'{_text}' is not a JSONPath: {why}.");
}
