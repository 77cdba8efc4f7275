using System.Diagnostics;
using Dashboard.Benchmarks;
using Dashboard.Benchmarks.Layouts;
using Dashboard.Sandbox;

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

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- projection
if (args.Length > 0 && args[0] == "projection")
{
    await ProjectionBenchmark.RunAsync();
    return;
}

// dotnet run -c Release --project tests/Dashboard.Benchmarks -- [executions in the sandbox] [executions on moto, 0 for none]
var executions = args.Length > 0 ? int.Parse(args[0], null) : 10_000;
var onMoto = args.Length > 1 ? int.Parse(args[1], null) : 300;

await using var sandbox = await SandboxServer.StartAsync(
    new SandboxOptions { Url = "http://127.0.0.1:0", Region = "us-east-1", TaskStartup = TimeSpan.Zero, KeptExecutions = int.MaxValue },
    CancellationToken.None);
using var client = new StepFunctionsClient(sandbox.Address);
await client.PostAsync("/_sandbox/rules", """{"seconds":0,"exitCode":0,"lines":[]}""");

var pattern = await Pattern07.ArnAsync(client);
await MeasureAsync("warm-up, sandbox, pattern 07", client, pattern, Math.Min(500, executions), null);
var before = GC.GetTotalMemory(forceFullCollection: true);
await MeasureAsync("sandbox, pattern 07", client, pattern, executions, null);
var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
Console.WriteLine($"  memory kept: {kept / 1024 / 1024} MB, {kept / executions / 1024.0:0.0} KB an execution");

var withoutTasks = await Pattern07.WithoutTasksAsync(client, pattern);
var here = await Pattern07.CreateAsync(client, withoutTasks);
await MeasureAsync("warm-up, sandbox, pattern 07 without tasks", client, here, Math.Min(500, executions), null);
var ours = await MeasureAsync("sandbox, pattern 07 without tasks", client, here, executions, null);
if (onMoto == 0 || await MotoServer.StartAsync() is not { } moto)
{
    Console.WriteLine("moto is not here: no ratio.");
    return;
}

using (moto)
using (var other = new StepFunctionsClient(moto.Address))
{
    try
    {
        var there = await Pattern07.CreateAsync(other, withoutTasks);
        await MeasureAsync("warm-up, moto, pattern 07 without tasks", other, there, Math.Min(20, onMoto), moto.Process);
        var theirs = await MeasureAsync("moto, pattern 07 without tasks", other, there, onMoto, moto.Process);
        Console.WriteLine($"ratio of state transitions a second, sandbox to moto: {ours / theirs:0.0}");
    }
    catch (HttpRequestException error)
    {
        Console.WriteLine($"moto did not do the work: {error.Message.Split('\n')[0]}");
    }
}

static async Task<double> MeasureAsync(string what, StepFunctionsClient client, string machine, int executions, Process? server)
{
    server?.Refresh();
    var memory = server?.WorkingSet64;
    var (cpu, allocated, paused) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
    var watch = Stopwatch.StartNew();
    var one = await client.StartManyAsync(machine, executions, server is null ? 16 : 1);
    await client.AllEndedAsync(machine);
    var seconds = watch.Elapsed.TotalSeconds;
    var (status, states) = await client.StatesOfAsync(one);
    server?.Refresh();
    Console.WriteLine($"{what}: {executions} executions ({status}) of {states} states in {seconds:0.00} s: {executions / seconds:0} executions/s, {executions * states / seconds:0} transitions/s");
    if (server is null)
    {
        Console.WriteLine($"  an execution, the calling included: {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / executions:0.00} ms of CPU, {(GC.GetTotalAllocatedBytes() - allocated) / executions / 1024} KB allocated; {(GC.GetTotalPauseDuration() - paused).TotalSeconds:0.0} s of garbage collection");
    }

    if (client.Failures > 0)
    {
        Console.WriteLine($"  {client.Failures} calls failed and were made again");
    }

    if (memory is { } was)
    {
        Console.WriteLine($"  memory of its process: {(server!.WorkingSet64 - was) / executions / 1024.0:0.0} KB more an execution");
    }

    return executions * states / seconds;
}
