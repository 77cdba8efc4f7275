using System.Text.RegularExpressions;

namespace Dashboard.Sandbox.Logs.Patterns;

/// <summary>The regular expressions that filter patterns may have: ASCII, no groups.</summary>
/// <remarks>User Guide, "Supported regular expressions (regex) syntax".</remarks>
internal static partial class PatternRegex
{
    public static Regex Compile(string expression)
    {
        if (!Supported().IsMatch(expression))
        {
            throw LogRequest.Invalid($"Invalid regular expression '{expression}'");
        }

        try
        {
            // Time linear in the text, whatever the caller writes.
            return new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw LogRequest.Invalid($"Invalid regular expression '{expression}': {error.Message}");
        }
    }

    [GeneratedRegex(@"^(?:[A-Za-z0-9:_#=@/;,\-^$?\[\]{}|*+.]|\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[^A-Za-z0-9\s]))+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Supported();
}
