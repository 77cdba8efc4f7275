using Microsoft.EntityFrameworkCore;

namespace Dashboard.Store.Audit;

/// <summary>Which rows of the audit log are wanted; what is null or empty asks for nothing.</summary>
public sealed record AuditFilter
{
    /// <summary>Words, each of which stands somewhere in the row: person, address, action, target, reason, result or request id. Small and capital letters are one.</summary>
    public string? Text { get; init; }

    public string? Action { get; init; }

    public string? Actor { get; init; }

    public AuditState? State { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Rows of that moment are not wanted any more.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only rows about one of these ARNs, or about an execution of <see cref="ExecutionsOf"/>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>How the ARNs of a machine's executions begin, without the colon before their names.</summary>
    public string? ExecutionsOf { get; init; }

    internal IQueryable<AuditRow> Apply(IQueryable<AuditRow> rows)
    {
        rows = Action is { Length: > 0 } ? rows.Where(r => r.Action == Action) : rows;
        rows = Actor is { Length: > 0 } ? rows.Where(r => r.Actor == Actor) : rows;
        rows = State is { } state ? rows.Where(r => r.State == state) : rows;
        rows = From is { } from ? rows.Where(r => r.At >= from) : rows;
        rows = Until is { } until ? rows.Where(r => r.At < until) : rows;
        rows = About(rows);
        foreach (var word in (Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var like = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            rows = rows.Where(r => EF.Functions.Like(r.Reason, like, "\\") || EF.Functions.Like(r.Target, like, "\\") || EF.Functions.Like(r.Actor, like, "\\")
                || EF.Functions.Like(r.Result!, like, "\\") || EF.Functions.Like(r.Action, like, "\\") || EF.Functions.Like(r.Address!, like, "\\")
                || EF.Functions.Like(r.Subject!, like, "\\") || EF.Functions.Like(r.RequestId!, like, "\\"));
        }

        return rows;
    }

    // "…:execution:Pare:name", and "…:execution:Pare/map:name" of a distributed Map: two ranges, which an index knows; '0' follows '/', ';' follows ':'.
    private IQueryable<AuditRow> About(IQueryable<AuditRow> rows)
    {
        if (ExecutionsOf is not { Length: > 0 } executions)
        {
            return Targets.Count > 0 ? rows.Where(r => Targets.Contains(r.Target)) : rows;
        }

        var (slash, zero, colon, semicolon) = (executions + "/", executions + "0", executions + ":", executions + ";");
        return rows.Where(r => Targets.Contains(r.Target)
            || (r.Target.CompareTo(slash) >= 0 && r.Target.CompareTo(zero) < 0)
            || (r.Target.CompareTo(colon) >= 0 && r.Target.CompareTo(semicolon) < 0));
    }
}
