namespace Dashboard.Sandbox;

/// <summary>The sandbox as a program of its own.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        await builder.Build().RunAsync();
    }
}
