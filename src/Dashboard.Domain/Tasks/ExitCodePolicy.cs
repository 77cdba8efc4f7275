using System.Collections.Immutable;
using System.Globalization;

namespace Dashboard.Domain.Tasks;

/// <summary>What exit codes mean. Written as ranges, the first that fits decides: <c>0=normal 9=warning *=abnormal</c>, <c>0-3=normal 4,8=warning *=abnormal</c>.</summary>
public sealed class ExitCodePolicy
{
    /// <summary>The tag of a state machine that overrides the default.</summary>
    public const string Tag = "dashboard:exit-codes";

    private readonly ImmutableArray<(int From, int To, Outcome Outcome)> _rules;

    private ExitCodePolicy(string text, ImmutableArray<(int From, int To, Outcome Outcome)> rules) => (Text, _rules) = (text, rules);

    /// <summary>0 is a normal end, 9 a warning, anything else abnormal.</summary>
    public static ExitCodePolicy Default { get; } = Parse("0=normal 9=warning *=abnormal");

    /// <summary>The policy as it was written.</summary>
    public string Text { get; }

    /// <summary>The outcome of an exit code; abnormal where no range fits.</summary>
    public Outcome Judge(int exitCode)
    {
        foreach (var (from, to, outcome) in _rules)
        {
            if (exitCode >= from && exitCode <= to)
            {
                return outcome;
            }
        }

        return Outcome.Abnormal;
    }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">The text is not a policy; the message says which part and what is allowed.</exception>
    public static ExitCodePolicy Parse(string text)
    {
        var rules = ImmutableArray.CreateBuilder<(int, int, Outcome)>();
        foreach (var part in text.Split((char[])[' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = part.Split('=');
            if (sides.Length != 2)
            {
                throw new FormatException($"'{part}' is not CODES=OUTCOME, such as 0=normal or 10-99=warning.");
            }

            var outcome = sides[1].ToUpperInvariant() switch
            {
                "NORMAL" => Outcome.Normal,
                "WARNING" => Outcome.Warning,
                "ABNORMAL" => Outcome.Abnormal,
                _ => throw new FormatException($"'{sides[1]}' is not an outcome; normal, warning and abnormal are."),
            };
            foreach (var codes in sides[0].Split(','))
            {
                var (from, to) = Range(codes);
                rules.Add((from, to, outcome));
            }
        }

        return rules.Count > 0 ? new ExitCodePolicy(text, rules.ToImmutable()) : throw new FormatException("An exit code policy names at least one code, such as 0=normal.");
    }

    private static (int From, int To) Range(string codes)
    {
        if (codes == "*")
        {
            return (int.MinValue, int.MaxValue);
        }

        var ends = codes.Split('-');
        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from <= to
            ? (from, to)
            : throw new FormatException($"'{codes}' is not an exit code, a range such as 10-99, or *.");
    }
}
