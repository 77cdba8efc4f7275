using System.Globalization;
using Dashboard.Actions;
using Dashboard.Hosting.Access;
using Dashboard.Store.SignIn;

namespace Dashboard.Hosting;

/// <summary>The settings under <c>Dashboard</c>; each can be given as an environment variable such as <c>Dashboard__Mode</c>.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    public DashboardMode Mode { get; set; } = DashboardMode.Demo;

    /// <summary>Where the database, the logs and the keys are kept. A relative path is below the content root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>The secret of the sign-in link in Personal mode; made up at every start where it is not given.</summary>
    public string? Token { get; set; }

    /// <summary>The zone in which times are shown, an IANA name.</summary>
    public string TimeZone { get; set; } = "Asia/Tokyo";

    /// <summary>When the day of operations begins, HH:mm in <see cref="TimeZone"/>.</summary>
    public string OperationalDay { get; set; } = "00:00";

    /// <summary>Where the sandbox listens in Demo mode.</summary>
    public string SandboxUrl { get; set; } = "http://127.0.0.1:5081";

    /// <summary>The CloudFormation templates that the sandbox loads in Demo mode, in place of its own; a relative path is below the content root.</summary>
    public string? WorkflowsFolder { get; set; }

    /// <summary>Changes that nobody can make here: names of <see cref="DashboardAction"/> with commas between them, or <c>All</c> for a display that only shows.</summary>
    public string ActionsOff { get; set; } = "";

    /// <summary>Where each role may change things; a role without a grant may everywhere.</summary>
    public IList<Grant> Grants { get; } = [];

    /// <summary>Whether the tag <c>dashboard:approval=two-person</c> of a state machine counts.</summary>
    public bool SecondPerson { get; set; } = true;

    /// <summary>How long somebody may agree to a change that needs a second person.</summary>
    public TimeSpan ApprovalPatience { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how many days rows leave the audit log; null for never.</summary>
    public int? AuditRetentionDays { get; set; }

    /// <summary>Who signs people in, in Team mode.</summary>
    public SignInOptions SignIn { get; set; } = new();

    /// <summary>The load balancer that signs people in, in Team mode, where it is one.</summary>
    public LoadBalancerOptions LoadBalancer { get; set; } = new();

    /// <summary>How long somebody stays signed in, in hours, whatever they do.</summary>
    public double SessionHours { get; set; } = 12;

    /// <summary>How long somebody stays signed in without doing anything, in hours.</summary>
    public double SessionIdleHours { get; set; } = 4;

    /// <summary>How often one address may try to sign in.</summary>
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>How many pages one person may have open on one instance; 0 where it does not matter.</summary>
    public int? PagesPerPerson { get; set; }

    /// <summary>The proxies whose X-Forwarded headers are believed: addresses and networks.</summary>
    public string? Proxies { get; set; }

    /// <summary>The path under which the dashboard is seen, where it does not have the host for itself.</summary>
    public string? PathBase { get; set; }

    public SessionLimits Session => new(TimeSpan.FromHours(SessionHours), TimeSpan.FromHours(SessionIdleHours));

    /// <summary>As <see cref="PagesPerPerson"/>. In a demonstration everybody is the same person.</summary>
    public int MostPages => PagesPerPerson ?? (Mode == DashboardMode.Demo ? 0 : 20);

    /// <summary>A demonstration has a database of its own.</summary>
    public string DatabaseFile => Path.Combine(DataFolder, Mode == DashboardMode.Demo ? "demo.db" : "dashboard.db");

    /// <summary>Whether nobody can do this here.</summary>
    public bool IsOff(DashboardAction action) => Split(ActionsOff).Any(name => name.Equals("All", StringComparison.OrdinalIgnoreCase) || name.Equals(action.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or names a mode that does not start.</exception>
    public static DashboardOptions Read(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(Section);
        if (section["Mode"] is { Length: > 0 } mode && (!Enum.TryParse<DashboardMode>(mode, ignoreCase: true, out var known) || !Enum.IsDefined(known)))
        {
            throw new StartRefusedException($"Dashboard__Mode is '{mode}'. It can be Demo, Personal or Team.");
        }

        if (section["AuditRetentionDays"] is { Length: > 0 } days && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 36_500))
        {
            throw new StartRefusedException($"Dashboard__AuditRetentionDays is '{days}'. Give a number of days from 1 to 36500, or leave it out to keep the audit log for ever.");
        }

        var options = Bind(section);
        if (options.Mode == DashboardMode.Team)
        {
            TeamSettings.Check(options);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            throw new StartRefusedException($"Dashboard__TimeZone is '{options.TimeZone}', which is no time zone. Give an IANA name such as Asia/Tokyo.");
        }

        if (!TimeOnly.TryParseExact(options.OperationalDay, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw new StartRefusedException($"Dashboard__OperationalDay is '{options.OperationalDay}'. It is the time at which the day of operations begins, from 00:00 to 23:59, such as 06:00.");
        }

        if (Split(options.ActionsOff).FirstOrDefault(name => !name.Equals("All", StringComparison.OrdinalIgnoreCase) && !Enum.GetNames<DashboardAction>().Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartRefusedException($"Dashboard__ActionsOff names '{unknown}'. It can name {string.Join(", ", Enum.GetNames<DashboardAction>())}, or All.");
        }

        if (options.Token is { Length: < 16 })
        {
            throw new StartRefusedException("Dashboard__Token is shorter than 16 characters. Give a longer one, or leave it out and use the link that is printed at start.");
        }

        // Beyond a month a session is no session, and a number of hours overflows a TimeSpan in the end.
        foreach (var (name, hours) in (ReadOnlySpan<(string, double)>)[("SessionHours", options.SessionHours), ("SessionIdleHours", options.SessionIdleHours)])
        {
            if (!(hours > 0 && hours <= 24 * 31))
            {
                throw new StartRefusedException($"Dashboard__{name} is {hours}. It is a number of hours, more than 0 and at most a month (744).");
            }
        }

        if (options.SignInsPerMinute < 1)
        {
            throw new StartRefusedException($"Dashboard__SignInsPerMinute is {options.SignInsPerMinute}: nobody could sign in. Give 1 or more.");
        }

        _ = Hosting.Proxies.Read(options.Proxies);
        options.PathBase = Hosting.Proxies.ReadPathBase(options.PathBase);
        options.WorkflowsFolder = options.WorkflowsFolder is { } folder ? Path.GetFullPath(folder, contentRoot) : null;
        options.DataFolder = Path.GetFullPath(options.DataFolder, contentRoot);
        return options;
    }

    private static DashboardOptions Bind(IConfigurationSection section)
    {
        try
        {
            return section.Get<DashboardOptions>() ?? new DashboardOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new StartRefusedException($"A setting below {Section} cannot be read: {e.Message}", e);
        }
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
