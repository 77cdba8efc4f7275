using System.Diagnostics;
using Dashboard.Sandbox;

namespace Dashboard.Benchmarks;

/// <summary>How many state transitions a second, and what a finished execution takes; beside it moto, with the work that both can do.</summary>
internal static class ExecutionBenchmark
{
    // More than these gain neither server anything on two cores.
    private const int Callers = 16;
    private const int CallersOfMoto = 4;

    public static async Task RunAsync(int executions, int onMoto)
    {
        await using var sandbox = await StartSandboxAsync();
        using var client = new StepFunctionsClient(sandbox.Address);
        await client.PostAsync("/_sandbox/rules", """{"seconds":0,"exitCode":0,"lines":[]}""");

        var pattern = await Pattern07.ArnAsync(client);
        await MeasureAsync("warm-up, sandbox, pattern 07", client, [pattern], Math.Min(500, executions), Callers);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await MeasureAsync("sandbox, pattern 07", client, [pattern], executions, Callers);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"  memory kept: {kept / 1024 / 1024} MB, {kept / executions / 1024.0:0.0} KB an execution");

        var here = await Pattern07.CreateWithoutTasksAsync(client);
        await MeasureAsync("warm-up, sandbox, pattern 07 without tasks", client, [here], Math.Min(500, executions), Callers);
        var ours = await MeasureAsync("sandbox, pattern 07 without tasks", client, [here], executions, Callers);
        if (await OnMotoAsync(onMoto) is { } theirs)
        {
            // Again, so that the sandbox ran before and after moto.
            var again = await MeasureAsync("sandbox, pattern 07 without tasks, after moto", client, [here], executions, Callers);
            Console.WriteLine($"ratio of state transitions a second, sandbox to moto: {Math.Min(ours, again) / theirs:0} to {Math.Max(ours, again) / theirs:0}");
        }
    }

    public static Task<SandboxServer> StartSandboxAsync() => SandboxServer.StartAsync(
        new SandboxOptions { Url = "http://127.0.0.1:0", Region = "us-east-1", TaskStartup = TimeSpan.Zero, KeptExecutions = int.MaxValue },
        CancellationToken.None);

    /// <summary>Null where moto is missing or does not do the work.</summary>
    private static async Task<double?> OnMotoAsync(int executions)
    {
        using var moto = executions == 0 ? null : await MotoServer.StartAsync();
        if (moto is null)
        {
            Console.WriteLine("moto is not here: no ratio.");
            return null;
        }

        using var client = new StepFunctionsClient(moto.Address);
        try
        {
            // At each start moto copies all that the account ever ran, and fails, for it cannot copy that: each execution gets a machine in an account of its own, made beforehand.
            var machines = new List<string>();
            for (var i = 0; i < executions + CallersOfMoto; i++)
            {
                machines.Add(await Pattern07.CreateWithoutTasksAsync(client, $"{100_000_000_000 + i}"));
            }

            await MeasureAsync("warm-up, moto, pattern 07 without tasks", client, machines[..CallersOfMoto], CallersOfMoto, CallersOfMoto);
            moto.Process.Refresh();
            var before = moto.Process.WorkingSet64;
            var rate = await MeasureAsync("moto, pattern 07 without tasks", client, machines[CallersOfMoto..], executions, CallersOfMoto);
            moto.Process.Refresh();
            Console.WriteLine($"  memory of its process: {(moto.Process.WorkingSet64 - before) / executions / 1024.0:0.0} KB more an execution");
            return rate;
        }
        catch (HttpRequestException error)
        {
            Console.WriteLine($"moto did not do the work: {error.Message.Split('\n')[0]}");
            return null;
        }
    }

    /// <summary>Runs the executions on the machines in turn; gives the state transitions a second from the first start to the last end, as the server tells them.</summary>
    private static async Task<double> MeasureAsync(string what, StepFunctionsClient client, IReadOnlyList<string> machines, int executions, int callers)
    {
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var watch = Stopwatch.StartNew();
        var last = await client.StartManyAsync(machines, executions, callers);
        await client.AllEndedAsync(machines);
        var waited = watch.Elapsed.TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        var seconds = await client.SpanAsync(machines, executions);
        var (status, states) = await client.StatesOfAsync(last);
        if (status != "SUCCEEDED")
        {
            throw new InvalidOperationException($"{what}: {last} ended as {status}. Work that is not done is not measured.");
        }

        Console.WriteLine($"{what}: {executions} executions of {states} states in {seconds:0.00} s ({waited:0.00} s as seen by the callers): {executions / seconds:0} executions/s, {executions * states / seconds:0} transitions/s");
        Console.WriteLine($"  CPU of this process: {cpu.TotalMilliseconds / executions:0.00} ms and {allocated / executions / 1024} KB allocated an execution; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        if (client.Failures > 0)
        {
            Console.WriteLine($"  {client.Failures} calls failed and were made again");
        }

        return executions * states / seconds;
    }
}
