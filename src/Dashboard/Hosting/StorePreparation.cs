using Dashboard.Store;

namespace Dashboard.Hosting;

/// <summary>Brings the database up to this version before anything uses it. It starts after the sandbox, whose port tells whether another demonstration is using the same file.</summary>
internal sealed class StorePreparation(DashboardOptions options, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // The sandbox forgets its executions when it stops, so what was kept about them is about nothing.
        if (options.Mode == DashboardMode.Demo)
        {
            foreach (var file in Directory.GetFiles(options.DataFolder, Path.GetFileName(options.DatabaseFile) + "*"))
            {
                File.Delete(file);
            }
        }

        await services.PrepareStoreAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
