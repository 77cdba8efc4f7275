using System.Text.Json.Nodes;

namespace Dashboard.Benchmarks.Layouts;

/// <summary>A definition of so many states as real ones are built: lines of tasks that share failure handlers, choices whose ways meet again, polling loops,
/// and Parallels and Maps up to four deep. The same seed gives the same definition.</summary>
internal sealed class CompoundMachine(int seed)
{
    private const int MaxDepth = 4;
    private static readonly string[] Words = ["RunTask", "【先行】ECS ①", "日次集計", "Check status", "エラーコード判定", "Notify", "fetch-orders", "在庫引当バッチ", "Transform records and write them back", "後行ジョブ"];

    private readonly Random _random = new(seed);
    private int _named;

    public static string Definition(int states, int seed) => new CompoundMachine(seed).Group(states, 0).ToJsonString();

    private JsonObject Group(int budget, int depth)
    {
        var states = new JsonObject();
        var handlers = new List<string>();
        while (budget > 8 && handlers.Count * 30 < budget)
        {
            var fail = Add(states, new JsonObject { ["Type"] = "Fail" });
            handlers.Add(Add(states, new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::sns:publish", ["Next"] = fail }));
            budget -= 2;
        }

        var start = Line(states, budget, depth, null, handlers);
        var used = states.Where(s => s.Value!["Catch"] is not null).Select(s => s.Value!["Catch"]![0]!["Next"]!.ToString()).ToHashSet();
        var free = states.Where(s => s.Value!["Type"]!.ToString() == "Task" && s.Value["Catch"] is null && !handlers.Contains(s.Key)).Select(s => s.Value!.AsObject());
        foreach (var (handler, state) in handlers.Where(h => !used.Contains(h)).Zip(free.ToArray()))
        {
            Catch(state, handler);
        }

        return new JsonObject { ["StartAt"] = start, ["States"] = states };
    }

    /// <summary>A line of so many states, made from its end; gives the first.</summary>
    private string Line(JsonObject states, int budget, int depth, string? next, List<string> handlers)
    {
        while (budget > 0)
        {
            var kind = _random.NextDouble();
            (next, var used) = kind switch
            {
                < 0.12 when budget >= 6 && depth < MaxDepth => Parallel(states, budget, depth, next, Handler(handlers, budget)),
                < 0.17 when budget >= 4 && depth < MaxDepth => Map(states, budget, depth, next, Handler(handlers, budget)),
                < 0.27 when budget >= 6 && next is not null => Choice(states, budget, depth, next, handlers),
                < 0.31 when budget >= 3 && next is not null => (Poll(states, next), 3),
                _ => (Task(states, next, Handler(handlers, budget)), 1),
            };
            budget -= used;
        }

        return next!;
    }

    private (string Name, int Used) Parallel(JsonObject states, int budget, int depth, string? next, string? handler)
    {
        var branches = new JsonArray();
        var used = 1;
        for (var wanted = _random.Next(2, 5); wanted > 0 && used < budget; wanted--)
        {
            var inside = Math.Min(budget - used, Inside(depth));
            branches.Add(Group(inside, depth + 1));
            used += inside;
        }

        return (Add(states, Then(new JsonObject { ["Type"] = "Parallel", ["Branches"] = branches }, next, handler)), used);
    }

    private (string Name, int Used) Map(JsonObject states, int budget, int depth, string? next, string? handler)
    {
        var inside = Math.Min(budget - 1, Inside(depth));
        return (Add(states, Then(new JsonObject { ["Type"] = "Map", ["ItemProcessor"] = Group(inside, depth + 1) }, next, handler)), 1 + inside);
    }

    /// <summary>Ways of one to three states that meet again.</summary>
    private (string Name, int Used) Choice(JsonObject states, int budget, int depth, string next, List<string> handlers)
    {
        var rules = new JsonArray();
        var used = 1;
        for (var wanted = _random.Next(1, 4); wanted > 0 && used < budget - 1; wanted--)
        {
            var inside = _random.Next(1, Math.Min(3, budget - used - 1) + 1);
            rules.Add(new JsonObject { ["Variable"] = "$.ExitCode", ["NumericEquals"] = rules.Count, ["Next"] = Line(states, inside, MaxDepth, next, handlers) });
            used += inside;
        }

        var otherwise = _random.Next(3) == 0 ? Handler(handlers, budget) ?? next : next;
        return (Add(states, new JsonObject { ["Type"] = "Choice", ["Choices"] = rules, ["Default"] = otherwise }), used);
    }

    private string Poll(JsonObject states, string next)
    {
        var (wait, ask, done) = (Name(), Name(), Name());
        states[wait] = new JsonObject { ["Type"] = "Wait", ["Seconds"] = 30, ["Next"] = ask };
        states[ask] = new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::aws-sdk:batch:describeJobs", ["Next"] = done };
        states[done] = new JsonObject { ["Type"] = "Choice", ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.Status", ["StringEquals"] = "SUCCEEDED", ["Next"] = next }), ["Default"] = wait };
        return wait;
    }

    private string Task(JsonObject states, string? next, string? handler) =>
        Add(states, Then(new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:states:::ecs:runTask.sync" }, next, handler));

    private JsonObject Then(JsonObject state, string? next, string? handler)
    {
        if (next is null)
        {
            state["End"] = true;
        }
        else
        {
            state["Next"] = next;
        }

        if (handler is not null && _random.Next(3) == 0)
        {
            Catch(state, handler);
        }

        return state;
    }

    private static void Catch(JsonObject state, string handler) =>
        state["Catch"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL"), ["Next"] = handler });

    /// <summary>The handler of this part of the line; now and then the one that is far away.</summary>
    private string? Handler(List<string> handlers, int left) =>
        handlers.Count == 0 ? null : _random.Next(8) == 0 ? handlers[0] : handlers[Math.Min(handlers.Count - 1, left / 30)];

    private int Inside(int depth) => _random.Next(1, depth == 0 ? 24 : 9);

    private string Add(JsonObject states, JsonObject state)
    {
        var name = Name();
        states[name] = state;
        return name;
    }

    private string Name() => $"{Words[_random.Next(Words.Length)]} {++_named}";
}
