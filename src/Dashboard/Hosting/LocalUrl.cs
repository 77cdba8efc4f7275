namespace Dashboard.Hosting;

/// <summary>Return addresses: only ones on this site, so that no link can lead from sign-in to somebody else's page.</summary>
internal static class LocalUrl
{
    /// <summary>The address if it is local, else the home page.</summary>
    public static string OrHome(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
