using System.Diagnostics;
using System.Globalization;

namespace Dashboard.Benchmarks;

/// <summary>Thousands of executions of pattern 07 that run at the same time, each with two ECS tasks, and the memory of that.</summary>
internal static class TogetherBenchmark
{
    public static async Task RunAsync(int executions)
    {
        await using var sandbox = await ExecutionBenchmark.StartSandboxAsync();
        using var client = new StepFunctionsClient(sandbox.Address);
        // The first two jobs go on until even a slow computer has started all of them.
        var seconds = 30 + (executions / 100);
        await client.PostAsync("/_sandbox/rules", string.Create(CultureInfo.InvariantCulture, $$"""[{"state":"後行ジョブ","seconds":0,"exitCode":0},{"seconds":{{seconds}},"exitCode":0,"lines":["running"]}]"""));
        var pattern = await Pattern07.ArnAsync(client);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await client.StartManyAsync([pattern], executions, 16);
        var started = watch.Elapsed.TotalSeconds;
        var running = await client.CountAsync(pattern, "RUNNING");
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"{executions} started in {started:0.0} s: {running} run at the same time, with {2 * running} tasks");
        Console.WriteLine($"  memory: {memory / 1024 / 1024} MB, {memory / executions / 1024.0:0.0} KB a running execution; the whole process {Environment.WorkingSet / 1024 / 1024} MB; {ThreadPool.ThreadCount} threads");

        var wait = TimeSpan.FromSeconds(Math.Max(0, seconds - watch.Elapsed.TotalSeconds));
        Console.WriteLine($"  their jobs end within {wait.TotalSeconds + started:0} s");
        await Task.Delay(wait);
        var ending = Stopwatch.StartNew();
        await client.AllEndedAsync([pattern]);
        Console.WriteLine($"  the last ended {ending.Elapsed.TotalSeconds:0.0} s after the first jobs: {await client.CountAsync(pattern, "SUCCEEDED")} succeeded, {await client.CountAsync(pattern, "FAILED")} failed");
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine($"  memory after: {kept / 1024 / 1024} MB, {kept / executions / 1024.0:0.0} KB a finished execution");
    }
}
