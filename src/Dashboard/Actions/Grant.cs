using System.IO.Enumeration;

namespace Dashboard.Actions;

/// <summary>Where a role may change things. A role that has no grant may everywhere; one that has, where one of them says so.</summary>
public sealed class Grant
{
    public Role Role { get; set; }

    /// <summary>Only for people of this group, a value of the sign-in's role claim; null for all who have the role.</summary>
    public string? Group { get; set; }

    /// <summary>State machine names; <c>*</c> stands for any text and <c>?</c> for one character. Null for all.</summary>
    public string? Machines { get; set; }

    /// <summary>A tag that the machine must have: <c>key=value</c> or <c>key</c>. Null for any.</summary>
    public string? Tag { get; set; }

    /// <summary>12 digits; null for any.</summary>
    public string? Account { get; set; }

    /// <summary>Such as <c>ap-northeast-1</c>; null for any.</summary>
    public string? Region { get; set; }

    /// <summary>Whether it holds for this machine.</summary>
    /// <param name="target">The ARN of what is changed: it says the account and the region.</param>
    /// <param name="machine">The machine's name; null where none is touched.</param>
    public bool Covers(string target, string? machine, IReadOnlyDictionary<string, string> tags)
    {
        var arn = target.Split(':');
        return (Account is null || arn.ElementAtOrDefault(4) == Account)
            && (Region is null || arn.ElementAtOrDefault(3) == Region)
            && (Machines is null || (machine is not null && FileSystemName.MatchesSimpleExpression(Machines, machine, ignoreCase: false)))
            && (Tag is null || Has(tags, Tag));
    }

    private static bool Has(IReadOnlyDictionary<string, string> tags, string tag)
    {
        var at = tag.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? tags.ContainsKey(tag) : tags.TryGetValue(tag[..at], out var value) && value == tag[(at + 1)..];
    }
}
