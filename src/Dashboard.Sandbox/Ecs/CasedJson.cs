using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dashboard.Sandbox.Ecs;

/// <summary>Writes JSON whose member names, given in camel case, begin small as the API writes them or with a capital as Step Functions shows them. A member without a value is left out.</summary>
internal sealed class CasedJson(bool pascal)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    private readonly ArrayBufferWriter<byte> _buffer = Taken();
    private Utf8JsonWriter? _writer;

    private Utf8JsonWriter Writer => _writer ??= new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Protocol.Wire.Json.Encoder, SkipValidation = true });

    public CasedJson Begin()
    {
        Writer.WriteStartObject();
        return this;
    }

    public CasedJson Begin(string name) => Name(name).Begin();

    public CasedJson BeginList(string name)
    {
        Name(name).Writer.WriteStartArray();
        return this;
    }

    public CasedJson End()
    {
        Writer.WriteEndObject();
        return this;
    }

    public CasedJson EndList()
    {
        Writer.WriteEndArray();
        return this;
    }

    public CasedJson EmptyList(string name) => BeginList(name).EndList();

    public CasedJson With(string name, string? value)
    {
        if (value is not null)
        {
            Name(name).Writer.WriteStringValue(value);
        }

        return this;
    }

    public CasedJson With(string name, Guid value)
    {
        Name(name).Writer.WriteStringValue(value);
        return this;
    }

    public CasedJson With(string name, decimal? value)
    {
        if (value is { } number)
        {
            Name(name).Writer.WriteNumberValue(number);
        }

        return this;
    }

    public CasedJson With(string name, bool value)
    {
        Name(name).Writer.WriteBooleanValue(value);
        return this;
    }

    /// <summary>Writes what was read, the names in it cased too.</summary>
    public CasedJson With(string name, JsonElement value)
    {
        Name(name).Copy(value);
        return this;
    }

    /// <summary>The whole text, and the end of the writing.</summary>
    public string Finish()
    {
        Writer.Flush();
        var text = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        _spare = _buffer;
        return text;
    }

    private static ArrayBufferWriter<byte> Taken()
    {
        var buffer = _spare ?? new ArrayBufferWriter<byte>(4096);
        _spare = null;
        buffer.ResetWrittenCount();
        return buffer;
    }

    private void Copy(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Begin();
                foreach (var member in value.EnumerateObject())
                {
                    With(member.Name, member.Value);
                }

                End();
                break;
            case JsonValueKind.Array:
                Writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Copy(item);
                }

                Writer.WriteEndArray();
                break;
            default:
                value.WriteTo(Writer);
                break;
        }
    }

    private CasedJson Name(string name)
    {
        Span<char> cased = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        name.CopyTo(cased);
        if (pascal && cased.Length > 0)
        {
            cased[0] = char.ToUpperInvariant(cased[0]);
        }

        Writer.WritePropertyName(cased);
        return this;
    }
}
