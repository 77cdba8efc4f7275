using Dashboard.Benchmarks;
using Dashboard.Benchmarks.Layouts;

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- VERB [number]
int? Number(int at) => args.Length > at ? int.Parse(args[at], null) : null;
switch (args.FirstOrDefault())
{
    // Beside elkjs and dagre.
    case "layout":
        await LayoutBenchmark.RunAsync();
        break;

    case "browser":
        await BrowserBenchmark.PicturesAsync();
        break;

    // [viewers]
    case "viewers":
        await BrowserBenchmark.ViewersAsync(Number(1) ?? 200);
        break;

    case "projection":
        await ProjectionBenchmark.RunAsync();
        break;

    // [schedules]
    case "forecast":
        await ForecastBenchmark.RunAsync(Number(1) ?? 5000);
        break;

    // [schedules]
    case "schedules-browser":
        await ScheduleListBenchmark.RunAsync(Number(1) ?? 5000);
        break;

    case "schedules":
        ScheduleBenchmark.Run();
        break;

    // [executions at once]
    case "together":
        await TogetherBenchmark.RunAsync(Number(1) ?? 10_000);
        break;

    // [executions in the sandbox] [executions on moto, 0 for none]
    default:
        await ExecutionBenchmark.RunAsync(Number(0) ?? 10_000, Number(1) ?? 300);
        break;
}
