using System.Text.Json.Nodes;

namespace Dashboard.Benchmarks;

/// <summary>A definition of so many states, the same for the same number: a line of Pass and Choice states with Parallels of two or three branches in it.</summary>
internal static class GeneratedMachine
{
    public static string Definition(int states)
    {
        var random = new Random(states);
        var (names, made) = (new List<string>(), new JsonObject());
        for (var count = 0; count < states - 1;)
        {
            var name = $"日次集計 {names.Count + 1}";
            names.Add(name);
            var branches = random.Next(2, 4);
            var state = random.NextDouble() switch
            {
                < 0.3 when count + 1 + (2 * branches) < states => Parallel(name, branches),
                < 0.45 => new JsonObject { ["Type"] = "Choice" },
                _ => new JsonObject { ["Type"] = "Pass" },
            };
            count += state["Branches"] is null ? 1 : 1 + (2 * branches);
            made[name] = state;
        }

        made["終了"] = new JsonObject { ["Type"] = "Succeed" };
        names.Add("終了");
        foreach (var (i, name) in names.SkipLast(1).Index())
        {
            if (made[name]!["Type"]!.ToString() == "Choice")
            {
                var far = names[Math.Min(i + 2 + random.Next(4), names.Count - 1)];
                made[name]!["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.last", ["IsPresent"] = true, ["Next"] = far });
                made[name]!["Default"] = names[i + 1];
            }
            else
            {
                made[name]!["Next"] = names[i + 1];
            }
        }

        return new JsonObject { ["StartAt"] = names[0], ["States"] = made }.ToJsonString();
    }

    private static JsonObject Parallel(string name, int branches) => new()
    {
        ["Type"] = "Parallel",
        ["ResultPath"] = null,
        ["Branches"] = new JsonArray([.. Enumerable.Range(1, branches).Select(b => (JsonNode)new JsonObject
        {
            ["StartAt"] = $"{name} 分岐{b} 先行",
            ["States"] = new JsonObject
            {
                [$"{name} 分岐{b} 先行"] = new JsonObject { ["Type"] = "Pass", ["Next"] = $"{name} 分岐{b} 後行" },
                [$"{name} 分岐{b} 後行"] = new JsonObject { ["Type"] = "Pass", ["End"] = true },
            },
        })]),
    };
}
