using System.Text;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>A JSON value that knows where in its text it stands, so that a text can be changed in one place and stay as it is in all others.</summary>
/// <param name="Start">Of the value's first character.</param>
/// <param name="End">After its last.</param>
/// <param name="Text">A string's text; null for other values.</param>
internal sealed record LocatedJson(JsonValueKind Kind, int Start, int End, string? Text, IReadOnlyList<LocatedJson.Member> Members, IReadOnlyList<LocatedJson> Items)
{
    private const int MaxDepth = 256;

    /// <summary>A member of an object.</summary>
    /// <param name="Start">Of the quote before its name.</param>
    public sealed record Member(string Name, int Start, LocatedJson Value);

    /// <summary>Reads a text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static LocatedJson Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var place = new Places(bytes);
        try
        {
            reader.Read();
            var value = Value(ref reader, place);
            reader.Read();
            return value;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>The member of that name that counts: the last.</summary>
    public Member? Find(string name) => Members.LastOrDefault(m => m.Name == name);

    public LocatedJson? this[string name] => Find(name)?.Value;

    private static LocatedJson Value(ref Utf8JsonReader reader, Places place)
    {
        var start = place.Of(reader.TokenStartIndex);
        var kind = reader.TokenType;
        List<Member> members = [];
        List<LocatedJson> items = [];
        if (kind == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var (name, at) = (reader.GetString()!, place.Of(reader.TokenStartIndex));
                reader.Read();
                members.Add(new Member(name, at, Value(ref reader, place)));
            }
        }
        else if (kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Value(ref reader, place));
            }
        }

        return new LocatedJson(KindOf(kind), start, place.Of(reader.BytesConsumed), kind == JsonTokenType.String ? reader.GetString() : null, members, items);
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    /// <summary>Turns places in bytes, asked in ascending order, into places in characters.</summary>
    private sealed class Places(byte[] bytes)
    {
        private int _byte;
        private int _character;

        public int Of(long position)
        {
            _character += Encoding.UTF8.GetCharCount(bytes, _byte, (int)position - _byte);
            _byte = (int)position;
            return _character;
        }
    }
}
