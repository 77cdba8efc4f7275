using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dashboard.Store.Audit;

/// <summary>A link of the audit log's chain: what a row said when it was written or completed, with a hash over that and over all that was written before. Links are only ever added.</summary>
public sealed class AuditSeal
{
    /// <summary>From 1, without a gap.</summary>
    public required long Number { get; init; }

    public required Guid RowId { get; init; }

    /// <summary>The row as JSON text.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the hash before, the number and the text, each on a line; 64 characters, <c>0-9a-f</c>.</summary>
    public required string Hash { get; init; }

    /// <summary>The next link.</summary>
    /// <param name="last">The link before; null for the first.</param>
    public static AuditSeal After(AuditSeal? last, AuditRow row)
    {
        var (number, text) = ((last?.Number ?? 0) + 1, TextOf(row));
        return new AuditSeal { Number = number, RowId = row.Id, Text = text, Hash = HashOf(last?.Hash, number, text) };
    }

    /// <summary>Whether it follows that link, and is as it was written.</summary>
    public bool Follows(AuditSeal? last) => Number == (last?.Number ?? 0) + 1 && Hash == HashOf(last?.Hash, Number, Text);

    /// <summary>What a row says now, as it would be sealed.</summary>
    public static string TextOf(AuditRow row) => JsonSerializer.Serialize(new object?[]
    {
        row.Id, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Role, row.Address, row.Action, row.Target, row.Reason, row.Before, row.After,
        row.State.ToString(), row.Result, row.CompletedAt?.ToUnixTimeMilliseconds(),
    });

    private static string HashOf(string? before, long number, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{before}\n{number}\n{text}"))));
}
