using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.Interpreter.Intrinsics;

/// <summary>Writes values as Java prints them, for that is what AWS's intrinsic functions answer.</summary>
internal static class JavaText
{
    /// <summary>What <c>String.valueOf</c> gives: maps as <c>{a=1}</c>, strings without quotes.</summary>
    public static string Of(JsonNode? value) => value switch
    {
        JsonObject o => $"{{{string.Join(", ", o.Select(p => $"{p.Key}={Of(p.Value)}"))}}}",
        JsonArray a => $"[{string.Join(", ", a.Select(Of))}]",
        not null when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => Json.String(value) ?? Json.Text(value),
    };

    /// <summary>JSON text with the numbers as Java writes them.</summary>
    public static string JsonOf(JsonNode? value) => Json.Text(Written(value));

    private static JsonNode? Written(JsonNode? value) => value switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Written(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Written)]),
        not null when value.GetValueKind() == JsonValueKind.Number => JsonNode.Parse(Number(value)),
        _ => value?.DeepClone(),
    };

    // A number with decimals or an exponent is a double of Java: 12345678.9 is 1.23456789E7 there.
    private static string Number(JsonNode value)
    {
        var text = value.ToJsonString();
        if (text.AsSpan().IndexOfAny(".eE") < 0)
        {
            return text == "-0" ? "0" : text;
        }

        var number = double.Parse(text, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            return text;
        }

        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        if (number == 0 || Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }

        var exponent = int.Parse(number.ToString("E16", CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);
        var digits = new string([.. shortest.Split('E')[0].Where(char.IsAsciiDigit)]).Trim('0');
        return string.Create(CultureInfo.InvariantCulture, $"{(number < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}");
    }
}
