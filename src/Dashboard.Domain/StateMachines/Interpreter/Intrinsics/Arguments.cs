using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>The arguments of one call, asked for by the kind that the function wants. AWS does not say which of them is wrong.</summary>
internal readonly struct Arguments(string function, List<JsonNode?> values)
{
    private const int LongestText = 10_000;

    public Arguments Count(params int[] allowed) => allowed.Contains(values.Count) ? this : throw Wrong();

    public Arguments AtLeast(int count) => values.Count >= count ? this : throw Wrong();

    public JsonNode? Value(int at) => values[at];

    public string Text(int at) => Json.String(values[at]) ?? throw Wrong();

    /// <summary>A text that a function takes only up to a length, or another value in its place.</summary>
    public JsonNode? Short(int at) => (Json.String(values[at])?.Length ?? 0) <= LongestText ? values[at] : throw Wrong();

    public string ShortText(int at) => Json.String(Short(at)) ?? throw Wrong();

    public JsonArray Array(int at) => values[at] as JsonArray ?? throw Wrong();

    public JsonObject Object(int at) => values[at] as JsonObject ?? throw Wrong();

    /// <summary>A whole number; the decimals of others are cut off.</summary>
    public long Integer(int at) => Within(Math.Truncate(Number(at)));

    /// <summary>A whole number of 32 bits; others are rounded as Java's Math.round does it, so -1.5 is -1.</summary>
    public int Rounded(int at) => Int32(Math.Floor(Number(at) + 0.5));

    /// <summary>A result that must be a whole number of 32 bits.</summary>
    public int Int32(double result) => result is >= int.MinValue and <= int.MaxValue ? (int)result : throw Wrong();

    public FormatException Wrong(string why = "") => new($"Invalid arguments in {function}{why}");

    private double Number(int at) => Json.Number(values[at]) ?? throw Wrong();

    private long Within(double number) => Math.Abs(number) < long.MaxValue ? (long)number : throw Wrong();
}
