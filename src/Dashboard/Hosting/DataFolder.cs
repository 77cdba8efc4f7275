namespace Dashboard.Hosting;

/// <summary>The folder that everything kept is in.</summary>
internal static class DataFolder
{
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
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {options.DataFolder} cannot be written ({e.Message}). Set Dashboard__DataFolder to a folder that can.", e);
        }
    }
}
