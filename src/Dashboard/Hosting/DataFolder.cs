namespace Dashboard.Hosting;

/// <summary>The folder that everything kept is in.</summary>
internal static class DataFolder
{
    /// <summary>The database's file. A demonstration has a new one at every start: the sandbox forgets its executions, so what was kept about them is about nothing.</summary>
    public static string Database(DashboardOptions options) =>
        Path.Combine(options.DataFolder, options.Mode == DashboardMode.Demo ? "demo.db" : "dashboard.db");

    /// <summary>Makes the folder and checks that it can be written.</summary>
    /// <exception cref="StartRefusedException">It cannot.</exception>
    public static void Prepare(DashboardOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            var probe = Path.Combine(options.DataFolder, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            if (options.Mode == DashboardMode.Demo)
            {
                foreach (var file in Directory.GetFiles(options.DataFolder, Path.GetFileName(Database(options)) + "*"))
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {options.DataFolder} cannot be written ({e.Message}). Set Dashboard__DataFolder to a folder that can.", e);
        }
    }
}
