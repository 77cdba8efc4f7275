using System.Globalization;
using System.Text.Json;
using Dashboard.Domain.StateMachines.Interpreter.JsonPaths;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>Says whether a text is a JSONPath, a reference path or a JSONata expression.</summary>
internal static class Expressions
{
    public static bool IsJsonata(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal);

    /// <summary>A path into the data, the context object (<c>$$</c>) or a variable (<c>$name</c>).</summary>
    public static bool IsPath(string text) => Parse(text) is not null;

    /// <summary>A path that names one place.</summary>
    public static bool IsReferencePath(string text) => Parse(text) is { IsReference: true };

    /// <summary>A path or an intrinsic function.</summary>
    public static bool IsValue(string text) => text.StartsWith('$') ? IsPath(text) : IntrinsicSyntax.IsCall(text);

    /// <summary>A text that was perhaps meant as an expression.</summary>
    public static bool LooksLikeValue(string text) =>
        (text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$$.", StringComparison.Ordinal)) ? IsPath(text)
        : text.StartsWith("States.", StringComparison.Ordinal) && IntrinsicSyntax.IsCall(text);

    /// <summary>What may stand before the first dot or bracket: a letter, then letters, digits and underscores; at most 80, and not "states".</summary>
    public static bool IsVariableName(string name) =>
        name.Length is > 0 and <= 80 && name != "states" && (char.IsLetter(name[0]) || name[0] == '_' || char.IsSurrogate(name[0])) && name.All(IsNamePart);

    private static bool IsNamePart(char c) => c == '_' || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.LetterNumber or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static JsonPath? Parse(string text)
    {
        if (!text.StartsWith('$'))
        {
            return null;
        }

        var rest = text.StartsWith("$$", StringComparison.Ordinal) ? text[2..] : text[1..];
        if (rest.Length > 0 && rest[0] is not ('.' or '['))
        {
            var end = rest.AsSpan().IndexOfAny('.', '[') is var at and >= 0 ? at : rest.Length;
            if (text.StartsWith("$$", StringComparison.Ordinal) || !rest[..end].All(IsNamePart))
            {
                return null;
            }

            rest = rest[end..];
        }

        try
        {
            return JsonPath.Parse("$" + rest);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
