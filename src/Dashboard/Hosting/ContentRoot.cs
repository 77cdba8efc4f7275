namespace Dashboard.Hosting;

/// <summary>Where appsettings.json and wwwroot/ are, whatever the current directory is.</summary>
internal static class ContentRoot
{
    /// <summary>The nearest folder above the assembly with both: the publish folder itself, or the repository's root.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "appsettings.json")) && Directory.Exists(Path.Combine(folder.FullName, "wwwroot")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
