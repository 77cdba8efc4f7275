using System.Globalization;

namespace Dashboard.Aws.Logs;

/// <summary>One line of a log.</summary>
public sealed record LogLine(DateTimeOffset At, string Message)
{
    /// <summary>The same wherever and whenever the line is read: its time in milliseconds and a hash of its text. Lines alike in both are not told apart.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Hash(Message):x8}");

    // FNV-1a: AWS gives ids to found lines only, and addresses must still fit after a restart.
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }
}
