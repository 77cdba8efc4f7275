using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Interpreter;
using Dashboard.Sandbox.Protocol;
using Dashboard.Sandbox.StepFunctions;

namespace Dashboard.Sandbox.Demo;

/// <summary>Makes the demo's past on a simulated clock, and starts new executions every few minutes once the clock is live.</summary>
internal sealed class DemoOperator(Account account, SimulatedTime clock) : IDisposable
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(14);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <summary>The nightly batches, beside those that schedules start.</summary>
    private static readonly (string Machine, TimeSpan Clock)[] Nightly =
    [
        ("serial-warning", new(1, 0, 0)), ("serial-retry", new(1, 30, 0)), ("overrides", new(2, 0, 0)), ("parallel-fail", new(2, 15, 0)),
        ("parallel-pass-stop", new(2, 40, 0)), ("parallel-or-followup", new(3, 10, 0)), ("parallel-always-followup", new(3, 30, 0)),
    ];

    private readonly DemoBook _book = new(account.StateMachines);
    private ITimer? _timer;
    private int _started;

    /// <summary>The clock on which an account must be built for its past to be made.</summary>
    public static SimulatedTime ClockBefore(DateTimeOffset now) => new(now - Past);

    /// <summary>Lives through the two weeks until now, goes live, and starts executions from then on.</summary>
    public void Begin(TimeProvider real)
    {
        account.Rules.Otherwise = _book.RuleFor;
        account.Executions.Left += e => _book.Forget(e.Identity.Name);
        var now = real.GetUtcNow();
        foreach (var (at, act) in Plan(clock.GetUtcNow(), now).Where(p => p.At <= now).OrderBy(p => p.At))
        {
            clock.AdvanceTo(at);
            act();
        }

        clock.GoLive(real);
        _book.IsPast = false;
        account.SeededUntil = now;
        _timer = clock.CreateTimer(_ => StartNext(), null, Pause, Pause);
    }

    public void Dispose() => _timer?.Dispose();

    private IEnumerable<(DateTimeOffset At, Action Act)> Plan(DateTimeOffset from, DateTimeOffset now)
    {
        for (var day = DemoCalendar.Day(from); day <= DemoCalendar.Day(now); day++)
        {
            foreach (var (machine, time) in Nightly.Where(n => DemoCalendar.At(day, n.Clock) > from))
            {
                var (at, ending) = (DemoCalendar.At(day, time), DemoBook.EndingOf(machine, day));
                yield return (at, () => Start(machine, at, ending, 60, 420));
                switch (ending)
                {
                    case DemoEnding.Stopped:
                        yield return (at.AddSeconds(75), () => Stop(machine));
                        break;
                    case DemoEnding.Abnormal1 or DemoEnding.CannotPull:
                        // In the morning somebody has mended the cause and runs it again.
                        yield return (at.AddHours(5), () => Start(machine, at.AddHours(5), DemoEnding.Normal, 60, 420));
                        break;
                }
            }

            if (DemoBook.EndingOf("Pare", day) == DemoEnding.Stopped)
            {
                yield return (DemoCalendar.At(day, new(10, 1, 30)), () => Stop("Pare"));
            }
        }

        var running = new[] { (-170, DemoEnding.Warning), (-110, DemoEnding.Normal), (-65, DemoEnding.Hidden), (-20, DemoEnding.Abnormal12) };
        foreach (var ((seconds, ending), (machine, _)) in running.Zip(Nightly.Reverse()))
        {
            yield return (now.AddSeconds(seconds), () => Start(machine, now.AddSeconds(seconds), ending, 150, 300));
        }
    }

    private void StartNext()
    {
        var machine = Nightly[_started++ % Nightly.Length].Machine;
        var now = clock.GetUtcNow();
        Start(machine, now, DemoBook.EndingOf(machine, DemoCalendar.Day(now) + _started), 45, 150);
    }

    /// <summary>Starts what there is: another pack of templates may lack some machines.</summary>
    private void Start(string machine, DateTimeOffset at, DemoEnding ending, int shortest, int longest)
    {
        if (account.StateMachines.FindByName(machine) is not { } found)
        {
            return;
        }

        var local = DemoCalendar.Local(at);
        var name = string.Create(CultureInfo.InvariantCulture, $"{machine}-{local:yyyyMMdd-HHmm}");
        if (account.Executions.Find(account.Arns.Execution(machine, name)) is not null)
        {
            return;
        }

        _book.Add(name, machine, name, ending, shortest, longest);
        var date = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        account.Executions.Start(found.Arn, name, Wire.Text(new JsonObject { ["businessDate"] = date, ["message"] = $"営業日 {date} の処理を始めます" }));
    }

    private void Stop(string machine)
    {
        if (account.StateMachines.FindByName(machine) is { } found
            && account.Executions.Of(found.Arn).FirstOrDefault(e => e.Status == ExecutionStatus.Running) is { } running)
        {
            running.Run?.Stop("OperatorStop", "運用担当者が停止しました: 前段の締め処理が終わっていないため");
        }
    }
}
