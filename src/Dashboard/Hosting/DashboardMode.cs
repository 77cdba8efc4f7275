namespace Dashboard.Hosting;

/// <summary>Whom the dashboard serves, and which AWS it asks.</summary>
public enum DashboardMode
{
    /// <summary>The sandbox inside the same process; anybody signs in with one click; loopback only.</summary>
    Demo,

    /// <summary>The AWS of the environment, for one person who has the sign-in link.</summary>
    Personal,

    /// <summary>The AWS of the environment, for a team with a sign-in service.</summary>
    Team,
}
