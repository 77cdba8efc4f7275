using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Reads and evaluates a call such as <c>States.Format('{}', $.name)</c>; arguments are literals, paths or calls.</summary>
internal sealed class IntrinsicExpression
{
    private const int DeepestNesting = 64;
    private readonly string _text;
    private readonly Evaluation _evaluation;
    private int _at;
    private int _depth;

    private IntrinsicExpression(string text, Evaluation evaluation) => (_text, _evaluation) = (text, evaluation);

    /// <summary>Evaluates a call. A failure names the whole expression, as on AWS, not the inner call that failed.</summary>
    /// <exception cref="StatesErrorException">States.Runtime: it cannot be read, an argument is not there or does not fit.</exception>
    public static JsonNode? Evaluate(string text, Evaluation evaluation)
    {
        try
        {
            var expression = new IntrinsicExpression(text, evaluation);
            var value = expression.Call();
            expression.Blanks();
            return expression._at == text.Length ? value : throw expression.Wrong();
        }
        catch (FormatException e)
        {
            throw StatesError.Fault(evaluation.Strand.Visit!, $"The function '{text}' had the following error: {e.Message}");
        }
    }

    private JsonNode? Argument()
    {
        Blanks();
        switch (Next())
        {
            case '\'':
                return JsonValue.Create(Quoted());
            case '$':
                return Found(PathText());
            case var c when c is '-' or (>= '0' and <= '9'):
                return Literal();
            default:
                return Word() is { } word ? Json.Parse(word) : Call();
        }
    }

    private string? Word()
    {
        foreach (var word in (string[])["true", "false", "null"])
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0)
            {
                _at += word.Length;
                return word;
            }
        }

        return null;
    }

    private JsonNode? Call()
    {
        Blanks();
        var open = _text.IndexOf('(', _at);
        if (open < 0 || ++_depth > DeepestNesting)
        {
            throw Wrong();
        }

        var name = _text[_at..open].Trim();
        _at = open + 1;
        var arguments = new List<JsonNode?>();
        for (Blanks(); Next() != ')'; Blanks())
        {
            arguments.Add(Argument());
            Blanks();
            if (Next() == ',')
            {
                _at++;
            }
            else if (Next() != ')')
            {
                throw Wrong();
            }
        }

        _at++;
        _depth--;
        return IntrinsicFunctions.Call(name, arguments);
    }

    private JsonNode? Found(string path) => _evaluation.TryFill(path, out var value, out var reason)
        ? value
        : throw new FormatException(reason!.StartsWith("Filter", StringComparison.Ordinal) ? reason : $"The JsonPath argument for the field '{path}' could not be found in the input '{Json.Text(_evaluation.Data)}'");

    // Up to the comma or parenthesis outside of brackets.
    private string PathText()
    {
        var start = _at;
        var depth = 0;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (depth == 0 && c is ',' or ')' or ' ')
            {
                break;
            }

            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }

        return _text[start.._at];
    }

    private JsonNode? Literal()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or ')' or ' '))
        {
            _at++;
        }

        try
        {
            return Json.Parse(_text[start.._at]);
        }
        catch (JsonException)
        {
            throw Wrong();
        }
    }

    // Escaped braces stay escaped: Format tells them from its placeholders.
    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; Next() != '\''; _at++)
        {
            if (Next() == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\'' or '\\')
            {
                _at++;
            }

            text.Append(Next());
        }

        _at++;
        return text.ToString();
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private char Next() => _at < _text.Length ? _text[_at] : throw Wrong();

    private FormatException Wrong() => new($"it cannot be read at position {_at}.");
}
