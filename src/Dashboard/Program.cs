var builder = WebApplication.CreateBuilder(args);
await builder.Build().RunAsync();

/// <summary>The web application.</summary>
public partial class Program;
