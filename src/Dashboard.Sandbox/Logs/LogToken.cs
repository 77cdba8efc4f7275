using System.Globalization;

namespace Dashboard.Sandbox.Logs;

/// <summary>Writes and reads the page tokens of log lines, such as <c>f/56 digits/s</c>.</summary>
internal static class LogToken
{
    public static string Forward(UInt128 place) => $"f/{Digits(place)}/s";

    public static string Backward(UInt128 place) => $"b/{Digits(place)}/s";

    public static string Digits(UInt128 place) => place.ToString("D56", CultureInfo.InvariantCulture);

    public static bool IsForward(string token) => token.StartsWith('f');

    public static UInt128 Read(string token) =>
        token.Split('/') is ["f" or "b", { Length: 56 } digits, "s"] && UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw LogRequest.Invalid("The specified nextToken is invalid.");
}
