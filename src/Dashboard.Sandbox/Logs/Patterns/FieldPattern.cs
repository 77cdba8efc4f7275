namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>Lines of fields between spaces, such as <c>[ip, user, ..., status = 4* || status = 500, bytes &gt; 1000]</c>.</summary>
internal static class FieldPattern
{
    private delegate bool Condition(string field);

    public static Func<string, bool> Read(PatternReader reader)
    {
        List<Condition> before = [], after = [];
        var gap = false;
        do
        {
            if (reader.SkipSpace().TryTake("..."))
            {
                gap = gap ? throw PatternReader.Malformed() : true;
            }
            else
            {
                (gap ? after : before).Add(Field(reader));
            }
        }
        while (reader.SkipSpace().TryTake(","));

        return reader.AtEnd ? line => Fits(Split(line), before, after, gap) : throw PatternReader.Malformed();
    }

    private static bool Fits(List<string> fields, List<Condition> before, List<Condition> after, bool gap) =>
        (gap ? fields.Count >= before.Count + after.Count : fields.Count == before.Count)
        && before.Zip(fields).All(p => p.First(p.Second))
        && after.Zip(fields.TakeLast(after.Count)).All(p => p.First(p.Second));

    /// <summary>A name, which may be left out, and what is asked of the field; every condition names the field that it began with.</summary>
    private static Condition Field(PatternReader reader)
    {
        var name = Name(reader);
        if (ValueTest.Read(reader, IsBare) is not { } test)
        {
            return _ => true;
        }

        Condition either = _ => false, both = new(test.Matches);
        while (true)
        {
            if (reader.SkipSpace().TryTake("&&"))
            {
                var (left, right) = (both, Again(reader, name));
                both = field => left(field) && right.Matches(field);
            }
            else if (reader.TryTake("||"))
            {
                var (left, right) = (either, both);
                either = field => left(field) || right(field);
                both = new(Again(reader, name).Matches);
            }
            else
            {
                return field => either(field) || both(field);
            }
        }
    }

    private static ValueTest Again(PatternReader reader, string name) =>
        Name(reader) == name && ValueTest.Read(reader, IsBare) is { } test ? test : throw PatternReader.Malformed();

    private static string Name(PatternReader reader) => reader.SkipSpace().TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsBare(char c) => char.IsAscii(c) && !char.IsWhiteSpace(c) && c is not (',' or ']' or '"' or '&' or '|');

    /// <summary>What stands between double quotes or square brackets is one field.</summary>
    private static List<string> Split(string line)
    {
        List<string> fields = [];
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var closing = line[at] switch { '"' => '"', '[' => ']', _ => '\0' };
            var close = closing == '\0' ? -1 : line.IndexOf(closing, at + 1);
            var end = close < 0 ? at : close + 1;
            while (close < 0 && end < line.Length && !char.IsWhiteSpace(line[end]))
            {
                end++;
            }

            fields.Add(close < 0 ? line[at..end] : line[(at + 1)..close]);
            at = end;
        }

        return fields;
    }
}
