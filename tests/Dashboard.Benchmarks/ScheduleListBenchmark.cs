using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;

namespace Dashboard.Benchmarks;

/// <summary>What somebody in front of a browser waits for with thousands of schedules, once all are read, and what that costs AWS.</summary>
internal sealed class ScheduleListBenchmark(DashboardProcess dashboard, IBrowser browser, StepFunctionsClient aws)
{
    private const int Rounds = 9;
    private const int Machines = 100;

    public static async Task RunAsync(int count)
    {
        var empty = Directory.CreateTempSubdirectory("no-workflows");
        await using var dashboard = await DashboardProcess.StartAsync(new Dictionary<string, string> { ["Dashboard__WorkflowsFolder"] = empty.FullName });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
        });
        using var aws = new StepFunctionsClient(dashboard.Sandbox);
        await new ScheduleListBenchmark(dashboard, browser, aws).MeasureAsync(count);
        empty.Delete();
    }

    private async Task MeasureAsync(int count)
    {
        await MakeAsync(count);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US", ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, BypassCSP = true });

        // Each document measures itself from its own beginning.
        await context.AddInitScriptAsync("""
            window.until = (what, name) => { const look = () => what() ? setTimeout(() => window[name] = performance.now()) : requestAnimationFrame(look); look(); };
            window.until(() => document.querySelector('.schedules tbody th a'), 'listed');
            """);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        await page.Locator("button[name=role][value=Viewer]").ClickAsync();
        await page.GetByRole(AriaRole.Main).WaitForAsync();
        var watch = Stopwatch.StartNew();
        await page.GotoAsync("/schedules");
        await page.GetByText($"{count} of {count}").WaitForAsync(new LocatorWaitForOptions { Timeout = 600_000 });
        Write($"{count} schedules of {Machines} machines; all known {watch.Elapsed.TotalSeconds:0} s after the first was asked for; {Environment.ProcessorCount} processors");

        await MedianAsync("from the address of the list to its first rows", async () =>
        {
            await page.GotoAsync("/schedules");
            await page.WaitForFunctionAsync("window.listed");
            return await page.EvaluateAsync<double>("window.listed");
        });
        await MedianAsync("from the click on Schedules in the menu to its first rows", async () =>
        {
            await page.GotoAsync("/audit");
            await page.Locator("main h1").WaitForAsync();
            await page.WaitForFunctionAsync("window.Blazor");
            return await AfterAsync(page, "click", "document.querySelector('.schedules tbody th a')", () => page.Locator(".side-nav a[href='schedules']").ClickAsync());
        });
        await page.GotoAsync("/schedules");
        var search = page.Locator("input[type=search], .search-field input").First;
        await MedianAsync("from a letter typed in the search to the rows that fit", async () =>
        {
            await search.FillAsync("");
            await page.GetByText($"{count} of {count}").WaitForAsync();
            await search.FillAsync("job-00");
            await page.WaitForFunctionAsync("document.querySelector('.schedules tbody th a')?.textContent.startsWith('job-00')");
            return await AfterAsync(page, "input", "[...document.querySelectorAll('.schedules tbody th a')].length == 10 && document.querySelector('.schedules tbody th a').textContent.startsWith('job-0042')", () => search.PressSequentiallyAsync("42"));
        });
        await MedianAsync("from the click on the forecast's month to the calendar", async () =>
        {
            await page.GotoAsync("/forecast");
            await page.WaitForFunctionAsync("window.Blazor");
            return await AfterAsync(page, "click", "document.querySelector('.month-count')", () => page.Locator("a[href*='view=month']").First.ClickAsync());
        });
        await context.CloseAsync();
    }

    // From the last such event to when it is so.
    private static async Task<double> AfterAsync(IPage page, string happens, string isSo, Func<Task> act)
    {
        await page.EvaluateAsync($"document.addEventListener('{happens}', () => window.begun = performance.now(), {{ capture: true }}); window.ended = undefined; window.begun = undefined; window.until(() => window.begun && ({isSo}), 'ended')");
        await act();
        await page.WaitForFunctionAsync("window.ended");
        return await page.EvaluateAsync<double>("window.ended - window.begun");
    }

    private async Task MedianAsync(string what, Func<Task<double>> round)
    {
        await round();
        var (before, cost) = (await aws.RequestsAsync(), dashboard.Cost.Processor);
        var watch = Stopwatch.StartNew();
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            times.Add(await round());
        }

        var (after, processor) = (await aws.RequestsAsync(), dashboard.Cost.Processor - cost);
        times.Sort();
        var calls = string.Join(", ", after.Select(c => (c.Key, Count: c.Value - before.GetValueOrDefault(c.Key))).Where(c => c.Count > 0).OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Count}"));
        Write($"{what}: {times[Rounds / 2]:0} ms (median of {Rounds}; {times[0]:0} to {times[^1]:0}); in these {watch.Elapsed.TotalSeconds:0} s the server with its sandbox took {processor.TotalSeconds:0.0} s of processor time, and AWS was asked {(calls.Length == 0 ? "nothing" : calls)}");
    }

    private async Task MakeAsync(int count)
    {
        var machines = new List<string>();
        for (var i = 0; i < Machines; i++)
        {
            var body = new JsonObject { ["name"] = $"machine-{i:000}", ["definition"] = """{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}""", ["roleArn"] = "arn:aws:iam::123456789012:role/benchmark" };
            machines.Add((await aws.CallAsync("CreateStateMachine", body))["stateMachineArn"]!.ToString());
        }

        using var http = new HttpClient { BaseAddress = dashboard.Sandbox };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/schedules/job-{i:00000}")
            {
                Content = JsonContent.Create(new JsonObject
                {
                    ["ScheduleExpression"] = ForecastBenchmark.Expression(i), ["ScheduleExpressionTimezone"] = ForecastBenchmark.Zone(i), ["FlexibleTimeWindow"] = new JsonObject { ["Mode"] = "OFF" },

                    // The sandbox would start them: what is measured is the list, not that.
                    ["StartDate"] = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds(),
                    ["Target"] = new JsonObject { ["Arn"] = machines[i % Machines], ["RoleArn"] = "arn:aws:iam::123456789012:role/benchmark" },
                }),
            };
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
            using var answer = await http.SendAsync(request, cancel);
            answer.EnsureSuccessStatusCode();
        });
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
