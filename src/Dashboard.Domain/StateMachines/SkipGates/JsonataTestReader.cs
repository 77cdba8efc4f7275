using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Reads the conditions in JSONata that gates are made of: comparisons of the input with constants, joined by <c>and</c>, <c>or</c> and <c>$not</c>.</summary>
internal sealed partial class JsonataTestReader
{
    private readonly string[] _tokens;
    private readonly Func<string, bool> _isInput;
    private int _at;

    private JsonataTestReader(string expression, Func<string, bool> isInput) => (_tokens, _isInput) = ([.. Token().Matches(expression).Select(m => m.Value)], isInput);

    private string Next => _at < _tokens.Length ? _tokens[_at] : "";

    /// <summary>Reads the value of a rule's Condition; what is beyond this reader is opaque.</summary>
    public static InputTest Read(JsonElement condition, Func<string, bool> isInput)
    {
        // An expression nests as deep as it has brackets; none that a person writes comes near.
        if (!JsonataEvaluation.IsExpression(condition, out var expression) || expression.Count(c => c == '(') > 50)
        {
            return InputTest.Opaque.Instance;
        }

        try
        {
            var reader = new JsonataTestReader(expression, isInput);
            var test = reader.Either();
            return reader.Next.Length == 0 ? test : InputTest.Opaque.Instance;
        }
        catch (FormatException)
        {
            return InputTest.Opaque.Instance;
        }
    }

    private InputTest Either()
    {
        List<InputTest> parts = [Both()];
        while (Take("or"))
        {
            parts.Add(Both());
        }

        return parts.Count == 1 ? parts[0] : new InputTest.Any([.. parts]);
    }

    private InputTest Both()
    {
        List<InputTest> parts = [One()];
        while (Take("and"))
        {
            parts.Add(One());
        }

        return parts.Count == 1 ? parts[0] : new InputTest.All([.. parts]);
    }

    private InputTest One()
    {
        if (Take("("))
        {
            return Closed(Either());
        }

        if (Take("$not"))
        {
            Require("(");
            return new InputTest.Not(Closed(Either()));
        }

        if (Take("$exists"))
        {
            Require("(");
            return Closed(new InputTest.Compare(Path(), "IsPresent", JsonValue.Create(true)));
        }

        if (TryConstant(out var constant))
        {
            Require("in");
            return new InputTest.Compare(Path(), "Contains", constant);
        }

        var path = Path();
        return Next switch
        {
            "=" => Compared(path, "Equals"),
            "!=" => new InputTest.Not(Compared(path, "Equals")),
            ">" => Compared(path, "GreaterThan"),
            ">=" => Compared(path, "GreaterThanEquals"),
            "<" => Compared(path, "LessThan"),
            "<=" => Compared(path, "LessThanEquals"),
            _ => new InputTest.Compare(path, "BooleanEquals", JsonValue.Create(true)),
        };
    }

    private InputTest.Compare Compared(ImmutableArray<string> path, string how)
    {
        _at++;
        if (!TryConstant(out var constant))
        {
            throw new FormatException("A constant is expected.");
        }

        return Json.Kind(constant) switch
        {
            JsonValueKind.String => new InputTest.Compare(path, "String" + how, constant),
            JsonValueKind.Number => new InputTest.Compare(path, "Numeric" + how, constant),
            JsonValueKind.True or JsonValueKind.False => new InputTest.Compare(path, "Boolean" + how, constant),
            _ => throw new FormatException("Nothing is compared with null."),
        };
    }

    private bool TryConstant(out JsonNode? constant)
    {
        constant = Next switch
        {
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            ['"' or '\'', .., _] text when !text.Contains('\\', StringComparison.Ordinal) => JsonValue.Create(text[1..^1]),
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => null,
        };
        _at += constant is null ? 0 : 1;
        return constant is not null;
    }

    private ImmutableArray<string> Path()
    {
        Require("$states");
        List<string> names = [];
        while (Take("."))
        {
            var name = Next;
            _at++;
            names.Add(name is ['`', .., '`'] ? name[1..^1] : Name().IsMatch(name) ? name : throw new FormatException("A name is expected."));
        }

        return names switch
        {
            ["context", "Execution", "Input", _, ..] => [.. names[3..]],
            ["input", _, ..] when _isInput(names[1]) => [.. names[1..]],
            _ => throw new FormatException("The path leads elsewhere."),
        };
    }

    private InputTest Closed(InputTest test)
    {
        Require(")");
        return test;
    }

    private bool Take(string token)
    {
        if (Next != token)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Require(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"'{token}' is expected.");
        }
    }

    [GeneratedRegex("""`[^`]*`|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|!=|>=|<=|-?\d+(?![\w.])|\$?[\p{L}_][\p{L}\p{N}_]*|\S""")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*$")]
    private static partial Regex Name();
}
