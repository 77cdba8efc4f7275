using Dashboard.Benchmarks;
using Dashboard.Benchmarks.Layouts;

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- layout
if (args.Length > 0 && args[0] == "layout")
{
    await LayoutBenchmark.RunAsync();
    return;
}

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- browser [viewers]
if (args.Length > 0 && args[0] == "browser")
{
    await BrowserBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 200);
    return;
}

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- together [executions]
if (args.Length > 0 && args[0] == "together")
{
    await TogetherBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 10_000);
    return;
}

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- [executions in the sandbox] [executions on moto, 0 for none]
await ExecutionBenchmark.RunAsync(args.Length > 0 ? int.Parse(args[0], null) : 10_000, args.Length > 1 ? int.Parse(args[1], null) : 300);
