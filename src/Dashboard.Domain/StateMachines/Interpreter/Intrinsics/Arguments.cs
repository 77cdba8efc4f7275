using System.Globalization;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>The arguments of one call, asked for by the kind that the function wants.</summary>
internal readonly struct Arguments(string function, List<JsonNode?> values)
{
    public Arguments Count(params int[] allowed) =>
        allowed.Contains(values.Count) ? this : throw Wrong($"wants {string.Join(" or ", allowed)} arguments and has {values.Count}");

    public Arguments AtLeast(int count) => values.Count >= count ? this : throw Wrong($"wants {count} arguments or more");

    public JsonNode? Value(int at) => values[at];

    public string Text(int at) => Json.String(values[at]) ?? throw Unfit(at, "a string");

    public JsonArray Array(int at) => values[at] as JsonArray ?? throw Unfit(at, "an array");

    public JsonObject Object(int at) => values[at] as JsonObject ?? throw Unfit(at, "an object");

    public bool Boolean(int at) => Json.Boolean(values[at]) ?? throw Unfit(at, "true or false");

    /// <summary>A whole number; others are rounded as Java's Math.round does it, so -1.5 is -1.</summary>
    public long Integer(int at) =>
        Json.Number(values[at]) is { } number && Math.Abs(number) < long.MaxValue ? (long)Math.Floor(number + 0.5) : throw Unfit(at, "an integer");

    private FormatException Unfit(int at, string kind) => Wrong(string.Create(CultureInfo.InvariantCulture, $"wants {kind} as argument {at + 1}, not {Json.Text(values[at])}"));

    private FormatException Wrong(string why) => new($"{function} {why}.");
}
