using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dashboard.Features.Schedules.Expressions;

/// <summary>A field of cron's numbers taken apart. The text stays the only truth: what is not changed is not written anew.</summary>
/// <param name="Values">The numbers of a list; empty for any other mode.</param>
/// <param name="From">The first number of a range, or of those at equal distances.</param>
/// <param name="To">The last number of a range.</param>
/// <param name="Step">The distance.</param>
public sealed partial record FieldParts(FieldMode Mode, ImmutableArray<int> Values, int From, int To, int Step)
{
    /// <summary>Takes a field apart.</summary>
    /// <param name="min">The least number that the field takes.</param>
    /// <param name="max">The greatest.</param>
    public static FieldParts Read(string text, int min, int max)
    {
        var all = new FieldParts(FieldMode.All, [], min, max, 1);
        if (text == "*")
        {
            return all;
        }

        var numbers = NumberRegex().Matches(text).Select(m => int.TryParse(m.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToImmutableArray();
        var areValid = numbers.All(n => n >= min && n <= max);
        return text switch
        {
            _ when areValid && ListRegex().IsMatch(text) => all with { Mode = FieldMode.Values, Values = [.. numbers.Distinct().Order()], From = numbers.Min() },
            _ when areValid && RangeRegex().IsMatch(text) && numbers[0] <= numbers[1] => all with { Mode = FieldMode.Range, From = numbers[0], To = numbers[1] },
            _ when StepRegex().Match(text) is { Success: true } && numbers[^1] is >= 1 and var step && step <= max && numbers[..^1].All(n => n >= min && n <= max) =>
                all with { Mode = FieldMode.Every, From = numbers.Length > 1 ? numbers[0] : min, Step = step },
            _ => all with { Mode = FieldMode.Other },
        };
    }

    /// <summary>The text of the first choice of a mode, as near to these numbers as it can be.</summary>
    /// <param name="first">Where to begin when every number is one.</param>
    /// <param name="step">The usual distance.</param>
    public string With(FieldMode mode, int first, int step)
    {
        var from = Mode is FieldMode.All or FieldMode.Other ? first : From;
        return mode switch
        {
            FieldMode.Values => Text(from),
            FieldMode.Every => Every(Mode is FieldMode.All or FieldMode.Other ? 0 : from, step),
            FieldMode.Range => $"{Text(from)}-{Text(Math.Max(from, To))}",
            _ => "*",
        };
    }

    /// <summary>The text of these numbers with one more or one fewer; the last one stays.</summary>
    public string Toggle(int value) =>
        Values is [var only] && only == value ? Text(value) : string.Join(',', (Values.Contains(value) ? Values.Remove(value) : Values.Add(value)).Order().Select(Text));

    /// <summary>The text of every so manieth number.</summary>
    public static string Every(int from, int step) => $"{Text(from)}/{Text(step)}";

    /// <summary>The text of a range that never runs backwards: the end that was not set follows.</summary>
    public static string Range(int from, int to, bool byEnd) => byEnd ? $"{Text(Math.Min(from, to))}-{Text(to)}" : $"{Text(from)}-{Text(Math.Max(from, to))}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberRegex();

    [GeneratedRegex(@"\A[0-9]+(,[0-9]+)*\z")]
    private static partial Regex ListRegex();

    [GeneratedRegex(@"\A[0-9]+-[0-9]+\z")]
    private static partial Regex RangeRegex();

    [GeneratedRegex(@"\A(\*|[0-9]+)/[0-9]+\z")]
    private static partial Regex StepRegex();
}
