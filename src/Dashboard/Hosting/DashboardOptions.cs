using System.Globalization;

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

    /// <summary>After how many days rows leave the audit log; null for never.</summary>
    public int? AuditRetentionDays { get; set; }

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

        if (section["AuditRetentionDays"] is { Length: > 0 } days && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 36_500))
        {
            throw new StartRefusedException($"Dashboard__AuditRetentionDays is '{days}'. Give a number of days from 1 to 36500, or leave it out to keep the audit log for ever.");
        }

        var options = section.Get<DashboardOptions>() ?? new DashboardOptions();
        if (options.Mode == DashboardMode.Team)
        {
            throw new StartRefusedException("Dashboard__Mode=Team needs a sign-in service (OpenID Connect), which this version does not have yet. Use Demo, or Personal for the AWS of your environment.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            throw new StartRefusedException($"Dashboard__TimeZone is '{options.TimeZone}', which is no time zone. Give an IANA name such as Asia/Tokyo.");
        }

        if (options.Token is { Length: < 16 })
        {
            throw new StartRefusedException("Dashboard__Token is shorter than 16 characters. Give a longer one, or leave it out and use the link that is printed at start.");
        }

        options.WorkflowsFolder = options.WorkflowsFolder is { } folder ? Path.GetFullPath(folder, contentRoot) : null;
        options.DataFolder = Path.GetFullPath(options.DataFolder, contentRoot);
        return options;
    }
}
