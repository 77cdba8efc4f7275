using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.EndToEnd.Support;
using Microsoft.Playwright;

namespace Dashboard.Benchmarks;

/// <summary>What somebody in front of a browser waits for, and what many of them cost the server.</summary>
internal sealed class BrowserBenchmark(DashboardProcess dashboard, IBrowser browser, StepFunctionsClient aws)
{
    private const int Rounds = 5;

    /// <summary>How long one waits for a picture and for a change.</summary>
    public static Task PicturesAsync() => RunAsync(async benchmark =>
    {
        foreach (var states in (int[])[50, 500, 2000])
        {
            await benchmark.FirstPictureAsync(states);
        }

        await benchmark.StatusChangeAsync();
    });

    /// <summary>What so many viewers of one running execution cost.</summary>
    public static async Task ViewersAsync(int viewers)
    {
        // A sandbox without machines: what is asked of AWS is asked for the one execution.
        var empty = Directory.CreateTempSubdirectory("no-workflows");
        await RunAsync(benchmark => benchmark.WatchedByAsync(viewers), new Dictionary<string, string> { ["Dashboard__WorkflowsFolder"] = empty.FullName });
        empty.Delete();
    }

    private static async Task RunAsync(Func<BrowserBenchmark, Task> measure, IReadOnlyDictionary<string, string>? settings = null)
    {
        await using var dashboard = await DashboardProcess.StartAsync(settings);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--renderer-process-limit=4"],
        });
        using var aws = new StepFunctionsClient(dashboard.Sandbox);
        await measure(new BrowserBenchmark(dashboard, browser, aws));
    }

    /// <summary>From the click on the execution to the drawing with every box in its colour, and how smoothly it is then dragged and zoomed.</summary>
    private async Task FirstPictureAsync(int states)
    {
        var times = new List<double>();
        var frames = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            // Another machine each time: nothing is kept of the drawing.
            var machine = await CreateAsync($"drawn-{states}-{round}", GeneratedMachine.Definition(states));
            var execution = await StartAsync(machine);
            await aws.AllEndedAsync([machine]);
            var page = await SignInAsync();
            await page.GotoAsync($"/machines/drawn-{states}-{round}");
            var link = page.Locator($"a[href*='{execution.Split(':')[^1]}']").First;
            await link.WaitForAsync();
            await page.EvaluateAsync("""
                () => {
                  document.addEventListener('click', () => window.clicked = performance.now(), { capture: true, once: true });
                  const look = () => document.querySelector('.graph svg .state.is-normal') ? requestAnimationFrame(() => setTimeout(() => window.drawn = performance.now())) : requestAnimationFrame(look);
                  look();
                }
                """);
            await link.ClickAsync();
            await page.WaitForFunctionAsync("window.drawn");
            times.Add(await page.EvaluateAsync<double>("window.drawn - window.clicked"));
            frames.AddRange(await FramesAsync(page));
            await page.Context.CloseAsync();
        }

        times.Sort();
        frames.Sort();
        Write($"{states} states: drawn {times[Rounds / 2]:0} ms after the click (median of {Rounds}; {times[0]:0} to {times[^1]:0}); dragged and zoomed, a frame takes {frames[frames.Count / 2]:0} ms, of 20 the slowest {frames[frames.Count * 19 / 20]:0} ms");
    }

    private static async Task<double[]> FramesAsync(IPage page)
    {
        var box = (await page.Locator(".graph").BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.EvaluateAsync("""
            () => {
              window.frames20 = [];
              let last = performance.now();
              const next = () => { const now = performance.now(); window.frames20.push(now - last); last = now; requestAnimationFrame(next); };
              requestAnimationFrame(next);
            }
            """);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x - 150, y - 200, new MouseMoveOptions { Steps = 60 });
        await page.Mouse.UpAsync();
        await page.Keyboard.DownAsync("Control");
        for (var i = 0; i < 10; i++)
        {
            await page.Mouse.WheelAsync(0, i < 5 ? 40 : -40);
        }

        await page.Keyboard.UpAsync("Control");
        return await page.EvaluateAsync<double[]>("window.frames20");
    }

    /// <summary>From what AWS says is the moment of a change to the box in its new colour.</summary>
    private async Task StatusChangeAsync()
    {
        var machine = await CreateAsync("changing", """{"StartAt":"待つ","States":{"待つ":{"Type":"Wait","Seconds":4,"Next":"後行"},"後行":{"Type":"Wait","Seconds":300,"End":true}}}""");
        var late = new List<double>();
        var page = await SignInAsync();
        for (var round = 0; round < 10; round++)
        {
            var execution = await StartAsync(machine);
            await page.GotoAsync($"/executions/{execution}");
            await page.WaitForFunctionAsync("document.querySelector(\".graph svg [data-state='後行'].is-running\") && (window.seen ??= Date.now())");
            var seen = await page.EvaluateAsync<double>("window.seen");
            var events = await aws.CallAsync("GetExecutionHistory", new JsonObject { ["executionArn"] = execution });
            var entered = events["events"]!.AsArray().Last(e => e!["type"]!.ToString() == "WaitStateEntered")!["timestamp"]!.GetValue<double>();
            late.Add(seen - (entered * 1000));
            await aws.CallAsync("StopExecution", new JsonObject { ["executionArn"] = execution });
        }

        await page.Context.CloseAsync();
        late.Sort();
        Write($"a change of state is on screen {late[late.Count / 2]:0} ms after AWS wrote it (median of {late.Count}; {late[0]:0} to {late[^1]:0}; AWS is asked every 2,000 ms)");
    }

    /// <summary>One running execution, watched by one and by many.</summary>
    private async Task WatchedByAsync(int viewers)
    {
        var machine = await CreateAsync("watched", """{"StartAt":"待つ","States":{"待つ":{"Type":"Wait","Seconds":86400,"End":true}}}""");
        var execution = await StartAsync(machine);
        var pages = new List<IPage> { await WatchAsync(execution) };
        await MinuteAsync(); // What has just started compiles itself.
        var (one, onlyOne) = await MinuteAsync();
        var before = dashboard.Cost.Memory;
        while (pages.Count < viewers)
        {
            pages.Add(await WatchAsync(execution));
        }

        await MinuteAsync();
        var (many, all) = await MinuteAsync();
        var more = viewers - 1;
        Write($"AWS calls in a minute with 1 viewer: {Calls(one)}; with {viewers}: {Calls(many)}");
        Write($"a viewer costs the server {(dashboard.Cost.Memory - before) / 1024.0 / more:0} KB of memory and {(all - onlyOne).TotalMilliseconds / more:0.0} ms of processor time a minute (with 1 viewer it takes {onlyOne.TotalMilliseconds:0} ms, with {viewers} {all.TotalMilliseconds:0} ms)");
    }

    private async Task<IPage> WatchAsync(string execution)
    {
        // Hundreds of moving pictures are no load of the server's, but would take the processor from it.
        var page = await SignInAsync(ReducedMotion.Reduce);
        await page.GotoAsync($"/executions/{execution}");
        await page.Locator(".graph svg .is-running").First.WaitForAsync();
        return page;
    }

    // What AWS was asked about executions in a minute, and the time that the processor spent.
    private async Task<(IReadOnlyDictionary<string, long> Calls, TimeSpan Processor)> MinuteAsync()
    {
        var (before, cost) = (await aws.RequestsAsync(), dashboard.Cost.Processor);
        await Task.Delay(TimeSpan.FromMinutes(1));
        var after = await aws.RequestsAsync();
        return (after.ToDictionary(c => c.Key, c => c.Value - before.GetValueOrDefault(c.Key)), dashboard.Cost.Processor - cost);
    }

    private async Task<IPage> SignInAsync(ReducedMotion motion = ReducedMotion.NoPreference)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = dashboard.Url.ToString(), Locale = "en-US", ViewportSize = new ViewportSize { Width = 1440, Height = 900 }, ReducedMotion = motion, BypassCSP = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        await page.Locator("button[name=role][value=Viewer]").ClickAsync();
        await page.GetByRole(AriaRole.Main).WaitForAsync();
        return page;
    }

    private async Task<string> CreateAsync(string name, string definition) =>
        (await aws.CallAsync("CreateStateMachine", new JsonObject { ["name"] = name, ["definition"] = definition, ["roleArn"] = "arn:aws:iam::123456789012:role/benchmark" }))["stateMachineArn"]!.ToString();

    private async Task<string> StartAsync(string machine) =>
        (await aws.CallAsync("StartExecution", new JsonObject { ["stateMachineArn"] = machine, ["name"] = $"{Guid.NewGuid()}", ["input"] = "{}" }))["executionArn"]!.ToString();

    private static string Calls(IReadOnlyDictionary<string, long> calls) =>
        string.Join(", ", calls.Where(c => c.Key is "GetExecutionHistory" or "DescribeExecution").OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
