using Dashboard.Hosting;

return await DashboardHost.RunAsync(args);

/// <summary>The web application.</summary>
public partial class Program;
