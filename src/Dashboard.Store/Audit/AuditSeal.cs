using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dashboard.Store.Audit;

/// <summary>A link of the audit log's chain: what a row said when it was written or completed, with a hash over that and over all that was written before. Links are only ever added; only retention takes the oldest away, and leaves a <see cref="RetentionMark"/>.</summary>
public sealed class AuditSeal
{
    /// <summary>From 1, without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>All zeros for a link that is a <see cref="RetentionMark"/>.</summary>
    public required Guid RowId { get; init; }

    /// <summary>The row as JSON text, or the mark.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the hash before, the number and the text, each on a line; 64 characters, <c>0-9a-f</c>.</summary>
    public required string Hash { get; init; }

    /// <summary>The next link.</summary>
    /// <param name="last">The link before; null for the first.</param>
    public static AuditSeal After(AuditSeal? last, AuditRow row) => After(last, row.Id, TextOf(row));

    /// <summary>The next link, about what retention took away.</summary>
    internal static AuditSeal After(AuditSeal? last, RetentionMark mark) => After(last, Guid.Empty, mark.Text);

    /// <summary>Whether it follows a link of that number and hash, and is as it was written.</summary>
    public bool Follows(long number, string? hash) => Number == number + 1 && Hash == HashOf(hash, Number, Text);

    /// <summary>What a row says now, as it would be sealed.</summary>
    public static string TextOf(AuditRow row) => JsonSerializer.Serialize(Values(row).Prepend(2).Append(row.Subject).Append(row.RequestId));

    /// <summary>What a row says now in the words of the version that wrote this text, so that links stay as they were; null where that version could not say it.</summary>
    /// <remarks>The first version had no number before the row and no subject and request id after it.</remarks>
    internal static string? TextOf(AuditRow row, bool first) =>
        !first ? TextOf(row) : row is { Subject: null, RequestId: null } ? JsonSerializer.Serialize(Values(row)) : null;

    internal static bool IsFirstVersion(string text) => !text.StartsWith("[2,", StringComparison.Ordinal);

    private static AuditSeal After(AuditSeal? last, Guid row, string text)
    {
        var number = (last?.Number ?? 0) + 1;
        return new AuditSeal { Number = number, RowId = row, Text = text, Hash = HashOf(last?.Hash, number, text) };
    }

    private static object?[] Values(AuditRow row) =>
    [
        row.Id, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Role, row.Address, row.Action, row.Target, row.Reason, row.Before, row.After,
        row.State.ToString(), row.Result, row.CompletedAt?.ToUnixTimeMilliseconds(),
    ];

    private static string HashOf(string? before, long number, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before}\n{number}\n{text}"))));
}
