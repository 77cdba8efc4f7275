using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Interpreter;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>Brings values into a text of JSON and leaves all else in it as it was written.</summary>
internal static class InputText
{
    /// <summary>The text with what another object has more or differently.</summary>
    /// <param name="text">A JSON object.</param>
    /// <param name="before">The same, read.</param>
    public static string With(string text, JsonObject before, JsonObject after)
    {
        var edits = new List<TextEdit>();
        Put(text, LocatedJson.Read(text), before, after, edits);
        return TextEdit.Apply(text, edits);
    }

    private static void Put(string text, LocatedJson located, JsonObject before, JsonObject after, List<TextEdit> edits)
    {
        var isEmpty = located.Members.Count == 0;
        foreach (var (name, value) in after)
        {
            if (!before.TryGetPropertyValue(name, out var old) || located[name] is not { } place)
            {
                edits.Add(new TextEdit(located.End - 1 - Blank(text, located), 0, $"{(isEmpty ? "" : ",")}{Separator(text, located)}{Json.Text(JsonValue.Create(name))}:{(Separator(text, located).Length > 0 ? " " : "")}{Json.Text(value)}"));
                isEmpty = false;
            }
            else if (old is JsonObject inner && value is JsonObject changed)
            {
                Put(text, place, inner, changed, edits);
            }
            else if (!JsonNode.DeepEquals(old, value))
            {
                edits.Add(new TextEdit(place.Start, place.End - place.Start, Json.Text(value)));
            }
        }
    }

    // New members stand after the last one, before the line end or blanks that lead to the closing brace.
    private static int Blank(string text, LocatedJson located)
    {
        var end = located.End - 1;
        var at = end;
        while (at > located.Start + 1 && char.IsWhiteSpace(text[at - 1]))
        {
            at--;
        }

        return end - at;
    }

    /// <summary>What stands before the first member's name, so that the new one stands as the others do.</summary>
    private static string Separator(string text, LocatedJson located) =>
        located.Members is [{ Start: var first }, ..] ? text[(located.Start + 1)..first] : "";
}
