using System.Globalization;
using Dashboard.Actions;
using Dashboard.Live;
using Dashboard.Store.Audit;
using Microsoft.AspNetCore.Http.Extensions;

namespace Dashboard.Features.Audit;

/// <summary>Which rows the audit page shows, as its address says it; the export is asked for in the same words. What cannot be read asks for nothing.</summary>
/// <param name="Q">Words to search.</param>
/// <param name="State">Open, Done, Failed or Refused.</param>
/// <param name="From">The first day, in the dashboard's zone; with <c>THH:mm</c> the first minute.</param>
/// <param name="To">The last one, which is wanted whole.</param>
/// <param name="About">ARNs of machines, with their executions, of executions and of schedules.</param>
public sealed record AuditQuery(string? Q = null, string? Action = null, string? Person = null, string? State = null, string? From = null, string? To = null, string[]? About = null)
{
    public DashboardAction? ActionAsked => Read<DashboardAction>(Action);

    public AuditState? StateAsked => Read<AuditState>(State);

    public bool IsEmpty => ToString().Length == 0;

    /// <summary>The page's address for a machine with its executions and schedules.</summary>
    public static string AddressAbout(string machineArn, IEnumerable<string> scheduleArns) => $"audit{new AuditQuery(About: [machineArn, .. scheduleArns])}";

    public AuditFilter Filter(TimeZoneInfo zone)
    {
        var machine = About?.FirstOrDefault(a => a.Contains(":stateMachine:", StringComparison.Ordinal));
        return new AuditFilter
        {
            Text = Q,
            Action = ActionAsked?.ToString(),
            Actor = Person,
            State = StateAsked,
            From = Time(From, zone)?.Start,
            Until = Time(To, zone)?.End,
            Targets = About ?? [],
            ExecutionsOf = machine is null ? null : Arn.Machine(machine).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal),
        };
    }

    /// <summary>As a query string; empty where nothing is asked for.</summary>
    public override string ToString()
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in ((string, string?)[])[("q", Q), ("action", Action), ("person", Person), ("state", State), ("from", From), ("to", To)])
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value);
            }
        }

        query.Add("about", About ?? []);
        return query.ToQueryString().Value ?? "";
    }

    private static T? Read<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    private static (DateTimeOffset Start, DateTimeOffset End)? Time(string? text, TimeZoneInfo zone)
    {
        var isDay = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
        if ((!isDay && !DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at)) || at.Year is < 1970 or > 9000)
        {
            return null;
        }

        return (In(at), In(isDay ? at.AddDays(1) : at.AddMinutes(1)));
        DateTimeOffset In(DateTime local) => new(local, zone.GetUtcOffset(local));
    }
}
