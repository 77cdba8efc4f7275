using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

/// <summary>The condition in <c>[?(@.price &lt; 10 &amp;&amp; !@.sold)]</c>, read as AWS's JSONPath library does: comparisons joined by &amp;&amp;, || and !, in parentheses or not.</summary>
internal sealed partial class JsonPathFilter
{
    private const int MostParentheses = 50;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonPathFilter(string text) => _text = text;

    /// <summary>Reads a condition, its outer parentheses included.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Func<JsonNode?, bool> Parse(string text)
    {
        var filter = new JsonPathFilter(text);
        var condition = filter.Any();
        return filter.Rest().Length == 0 ? condition : throw filter.Wrong();
    }

    private Func<JsonNode?, bool> Any()
    {
        var left = All();
        while (Take("||"))
        {
            var (before, right) = (left, All());
            left = node => before(node) || right(node);
        }

        return left;
    }

    private Func<JsonNode?, bool> All()
    {
        var left = One();
        while (Take("&&"))
        {
            var (before, right) = (left, One());
            left = node => before(node) && right(node);
        }

        return left;
    }

    private Func<JsonNode?, bool> One()
    {
        if (++_depth > MostParentheses)
        {
            throw Wrong();
        }

        Func<JsonNode?, bool> one;
        if (Take("!"))
        {
            var not = One();
            one = node => !not(node);
        }
        else if (Take("("))
        {
            one = Any();
            one = Take(")") ? one : throw Wrong();
        }
        else
        {
            one = Comparison();
        }

        _depth--;
        return one;
    }

    private Func<JsonNode?, bool> Comparison()
    {
        var left = Operand();
        if (Operator().Match(_text, _at) is not { Success: true } match)
        {
            return node => left(node).Found;
        }

        _at += match.Length;
        var name = match.Groups["op"].Value;
        if (name == "=~")
        {
            var pattern = Pattern();
            return node => left(node) is (true, var value) && pattern.IsMatch(Json.String(value) ?? Json.Text(value));
        }

        var right = Operand();
        return node => FilterOperators.Holds(name, left(node), right(node));
    }

    private Func<JsonNode?, (bool Found, JsonNode? Value)> Operand()
    {
        if (OperandText().Match(_text, _at) is not { Success: true } match)
        {
            throw Wrong();
        }

        _at += match.Length;
        var text = match.Value.Trim();
        if (text[0] == '@')
        {
            var path = JsonPath.Parse("$" + text[1..]);
            return node => (path.TrySelect(node, out var value, out _), value);
        }

        var literal = text[0] == '\'' ? JsonValue.Create(JsonPathParser.Unescaped(text[1..^1])) : Literal(text);
        return _ => (true, literal);
    }

    private static JsonNode? Literal(string text)
    {
        try
        {
            // Lists may hold texts in single quotes, which JSON has not.
            return Json.Parse(text[0] == '[' ? SingleQuoted().Replace(text, m => JsonSerializer.Serialize(JsonPathParser.Unescaped(m.Groups[1].Value))) : text);
        }
        catch (JsonException e)
        {
            throw new FormatException($"'{text}' is not a value in a filter of a JSONPath.", e);
        }
    }

    // The whole text must fit, as with Java's matches.
    private Regex Pattern()
    {
        if (PatternText().Match(_text, _at) is not { Success: true } match)
        {
            throw Wrong();
        }

        _at += match.Length;
        try
        {
            return new Regex($"^(?:{match.Groups["pattern"].Value})\\z", match.Groups["flags"].Value.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException e)
        {
            throw new FormatException($"'{match.Value}' is not a pattern in a filter of a JSONPath.", e);
        }
    }

    private string Rest() => _text[_at..].TrimStart();

    private bool Take(string token)
    {
        var found = Rest().StartsWith(token, StringComparison.Ordinal);
        _at = found ? _text.Length - Rest().Length + token.Length : _at;
        return found;
    }

    private FormatException Wrong() => new($"'{_text}' is not a filter of a JSONPath.");

    [GeneratedRegex(@"\G\s*(?<op>==|!=|<=|>=|<|>|=~|(?:in|nin|subsetof|anyof|noneof|contains|size|empty)\b)")]
    private static partial Regex Operator();

    // A path, a text, a list, or a word.
    [GeneratedRegex(@"\G\s*(?:@(?:\.\.?[^\s.\[\]()=!<>&|~,]+(?:\(\))?|\[(?:[^\]'""]|'[^']*'|""[^""]*"")*\])*|'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*""|\[[^\]]*\]|[^\s()=!<>&|~@]+)")]
    private static partial Regex OperandText();

    [GeneratedRegex(@"'((?:[^'\\]|\\.)*)'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"\G\s*/(?<pattern>(?:[^/\\]|\\.)*)/(?<flags>[a-zA-Z]*)")]
    private static partial Regex PatternText();
}
