namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>Terms anywhere in the line: all of them, none of those with a minus, or any of those with a question mark.</summary>
internal static class TermPattern
{
    public static Func<string, bool> Read(PatternReader reader)
    {
        List<Func<string, bool>> all = [], none = [], any = [];
        while (!reader.SkipSpace().AtEnd)
        {
            var into = reader.TryTake("-") ? none : reader.TryTake("?") ? any : all;
            into.Add(Term(into == none ? reader.SkipSpace() : reader));
        }

        // Optional terms beside others are ignored.
        return all.Count + none.Count > 0 || any.Count == 0
            ? line => all.TrueForAll(t => t(line)) && !none.Exists(t => t(line))
            : line => any.Exists(t => t(line));
    }

    private static Func<string, bool> Term(PatternReader reader)
    {
        if (reader.Peek == '%')
        {
            return reader.Expression().IsMatch;
        }

        var isQuoted = reader.Peek == '"';
        var term = isQuoted ? reader.Quoted() : "";
        var rest = reader.TakeWhile(c => !char.IsWhiteSpace(c));
        if (isQuoted ? rest.Length > 0 : rest.Length == 0 || !rest.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw LogRequest.Invalid($"Invalid character(s) in term '{term}{rest}'");
        }

        var sought = isQuoted ? term : rest;
        return line => line.Contains(sought, StringComparison.Ordinal);
    }
}
