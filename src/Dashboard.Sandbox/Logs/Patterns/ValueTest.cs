using System.Globalization;

namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>What is asked of one value, such as <c>= "x*"</c>, <c>!= 404</c> or <c>&gt;= 1.5</c>.</summary>
/// <param name="IsOrder">Greater or less, which only numbers are.</param>
internal sealed record ValueTest(bool IsOrder, Func<string, bool> Matches)
{
    private static readonly string[] Operators = ["!=", "<=", ">=", "=", "<", ">"];

    /// <summary>Reads an operator and its value; null where no operator stands.</summary>
    /// <param name="bare">The characters of a value without quotes.</param>
    public static ValueTest? Read(PatternReader reader, Predicate<char> bare)
    {
        if (Array.Find(Operators, reader.SkipSpace().TryTake) is not { } op)
        {
            return null;
        }

        var equals = Equality(reader.SkipSpace(), bare, out var number);
        return op switch
        {
            "=" => new ValueTest(false, equals),
            "!=" => new ValueTest(false, v => !equals(v)),
            _ when number is null => throw PatternReader.Malformed(),
            "<" => Order(v => v < number),
            ">" => Order(v => v > number),
            "<=" => Order(v => v <= number),
            _ => Order(v => v >= number),
        };
    }

    private static ValueTest Order(Predicate<double> holds) => new(true, v => Number(v) is { } n && holds(n));

    private static Func<string, bool> Equality(PatternReader reader, Predicate<char> bare, out double? number)
    {
        number = null;
        switch (reader.Peek)
        {
            case '%':
                return reader.Expression().IsMatch;
            case '"':
                return Text(reader.Quoted());
        }

        var word = reader.TakeWhile(bare);
        if (word.Length == 0)
        {
            throw PatternReader.Malformed();
        }

        if (Number(word) is not { } parsed)
        {
            return Text(word);
        }

        number = parsed;
        return v => v == word || Number(v) == parsed;
    }

    /// <summary>An asterisk stands for any text at the beginning and at the end, and for itself in between.</summary>
    private static Func<string, bool> Text(string sought)
    {
        if (sought == "*")
        {
            return _ => true;
        }

        var (open, closed) = (sought.StartsWith('*'), sought.EndsWith('*'));
        var part = sought[(open ? 1 : 0)..^(closed ? 1 : 0)];
        return (open, closed) switch
        {
            (true, true) => v => v.Contains(part, StringComparison.Ordinal),
            (true, false) => v => v.EndsWith(part, StringComparison.Ordinal),
            (false, true) => v => v.StartsWith(part, StringComparison.Ordinal),
            _ => v => v == part,
        };
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
}
