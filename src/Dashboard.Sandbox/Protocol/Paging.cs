using System.Globalization;
using System.Text;

namespace Dashboard.Sandbox.Protocol;

/// <summary>Cuts lists into pages with opaque tokens.</summary>
internal static class Paging
{
    /// <param name="size">What the caller asked for; null and 0 stand for <paramref name="usual"/>.</param>
    /// <exception cref="AwsErrorException">InvalidToken (or the code given) for a token that this server did not make.</exception>
    public static (IReadOnlyList<T> Items, string? NextToken) Page<T>(IReadOnlyList<T> all, string? token, int? size, int usual, int most, string tokenError = "InvalidToken")
    {
        if (size is < 0 || size > most)
        {
            throw AwsErrorException.Validation($"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to {most}");
        }

        var from = token is null ? 0 : (int)Read(token, tokenError);
        var take = size is null or 0 ? usual : size.Value;
        var items = all.Skip(from).Take(take).ToList();
        return (items, from + items.Count < all.Count ? Write(from + items.Count) : null);
    }

    public static string Write(long position) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"sandbox:{position}"));

    public static long Read(string token, string tokenError)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length) is var text
            && text.StartsWith("sandbox:", StringComparison.Ordinal)
            && long.TryParse(text["sandbox:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw new AwsErrorException(tokenError, $"Invalid Token: '{token}'");
    }
}
