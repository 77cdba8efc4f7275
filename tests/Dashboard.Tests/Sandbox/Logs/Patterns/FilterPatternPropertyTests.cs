using System.Text.Json;
using CsCheck;
using Dashboard.Sandbox.Logs.Patterns;
using Dashboard.Sandbox.Protocol;
using Xunit;

namespace Dashboard.Tests.Sandbox.Logs.Patterns;

public sealed class FilterPatternPropertyTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", "(", ")", "$", ".", "$.a", "[0]", "[*]", "['a']", "=", "!=", "<", ">=", "&&", "||", "IS", "NULL", "NOT", "EXISTS", "\"", "\\", "%", "%a+%", "%a{2%", "*", "x*", "...", ",", "-", "?", "7", "1e9", "a", "é", " "];

    private static readonly Gen<string> AnyPattern =
        from pieces in Gen.OneOfConst(Pieces).Array[0, 24]
        from bracket in Gen.OneOfConst(("", ""), ("{", "}"), ("[", "]"))
        select bracket.Item1 + string.Concat(pieces) + bracket.Item2;

    private static readonly Gen<string> AnyLine = Gen.OneOf(Gen.String, Gen.OneOfConst("""{"a":[1,"x",null,true]}""", """{"a":{"a":7}}""", "a 7 [x y] \"z", "[1,2]"));

    [Fact]
    public void Any_pattern_is_refused_or_looks_at_any_line() =>
        Gen.Select(AnyPattern, AnyLine).Sample(
            (pattern, line) =>
            {
                try
                {
                    _ = FilterPattern.Parse(pattern, "filterPattern").Matches(line);
                }
                catch (AwsErrorException refused)
                {
                    Assert.Equal("InvalidParameterException", refused.Code);
                }
            },
            iter: 20_000);

    [Fact]
    public void Terms_find_what_a_naive_reading_finds() =>
        Gen.Select(Gen.Select(Gen.OneOfConst("", "-"), Gen.OneOfConst("a", "b", "ab", "ba", "c c", "é")).Array[0, 5], Gen.Char["abcé "].Array[0, 8]).Sample(
            (terms, characters) =>
            {
                var line = new string(characters);
                var pattern = string.Join(' ', terms.Select(t => $"{t.Item1}\"{t.Item2}\""));
                Assert.Equal(terms.All(t => line.Contains(t.Item2, StringComparison.Ordinal) == (t.Item1.Length == 0)), Matches(pattern, line));
            },
            iter: 5000);

    [Fact]
    public void Conditions_on_JSON_find_what_a_naive_reading_finds() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Select(Gen.OneOfConst("a", "b"), Gen.OneOfConst("=", "!=", "<", ">="), Gen.Int[0, 3], Gen.OneOfConst("&&", "||")).Array[1, 5]).Sample(
            (a, b, conditions) =>
            {
                var pattern = string.Concat(conditions.Select((c, i) => $"{(i > 0 ? $" {c.Item4} " : "")}$.{c.Item1} {c.Item2} {c.Item3}"));
                Assert.Equal(Naive(a, b, conditions), Matches($"{{ {pattern} }}", JsonSerializer.Serialize(new { a, b })));
            },
            iter: 5000);

    /// <summary>"And" binds closer: any of the runs between the "or"s holds as a whole.</summary>
    private static bool Naive(int a, int b, (string Field, string Operator, int Value, string Joint)[] conditions)
    {
        List<bool> runs = [];
        foreach (var (field, op, value, joint) in conditions)
        {
            var found = field == "a" ? a : b;
            var holds = op switch { "=" => found == value, "!=" => found != value, "<" => found < value, _ => found >= value };
            if (runs.Count == 0 || joint == "||")
            {
                runs.Add(holds);
            }
            else
            {
                runs[^1] &= holds;
            }
        }

        return runs.Contains(true);
    }

    private static bool Matches(string pattern, string line) => FilterPattern.Parse(pattern, "filterPattern").Matches(line);
}
