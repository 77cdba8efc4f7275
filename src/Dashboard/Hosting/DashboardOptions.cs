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

    /// <summary>Where the sandbox listens in Demo mode.</summary>
    public string SandboxUrl { get; set; } = "http://127.0.0.1:5081";

    /// <summary>The CloudFormation templates that the sandbox loads in Demo mode, in place of its own; a relative path is below the content root.</summary>
    public string? WorkflowsFolder { get; set; }

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

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong, or names a mode that does not start.</exception>
    public static DashboardOptions Read(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(Section);
        if (section["Mode"] is { Length: > 0 } mode && (!Enum.TryParse<DashboardMode>(mode, ignoreCase: true, out var known) || !Enum.IsDefined(known)))
        {
            throw new StartRefusedException($"Dashboard__Mode is '{mode}'. It can be Demo, Personal or Team.");
        }

        var options = section.Get<DashboardOptions>() ?? new DashboardOptions();
        if (options.Mode == DashboardMode.Team)
        {
            TeamSettings.Check(options);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            throw new StartRefusedException($"Dashboard__TimeZone is '{options.TimeZone}', which is no time zone. Give an IANA name such as Asia/Tokyo.");
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
}
