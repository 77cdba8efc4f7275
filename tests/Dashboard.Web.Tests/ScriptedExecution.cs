using System.Text.Json.Nodes;

namespace Dashboard.Web.Tests;

/// <summary>One execution of a <see cref="ScriptedAws"/>: its events are written by the test.</summary>
internal sealed class ScriptedExecution(string arn, string definition)
{
    private readonly List<JsonObject> _events = [];

    public string Status { get; set; } = "RUNNING";

    public int RedriveCount { get; set; }

    /// <summary>When it was stopped, or redriven: seconds since 1970.</summary>
    public long? ChangedAt { get; set; }

    public string Input { get; set; } = "{}";

    /// <summary>Writes the next event; it follows the one before.</summary>
    public ScriptedExecution Write(string type, string? details = null, object? values = null)
    {
        lock (_events)
        {
            var id = _events.Count + 1;
            var e = new JsonObject { ["id"] = id, ["previousEventId"] = id <= 2 ? 0 : id - 1, ["type"] = type, ["timestamp"] = 1_795_391_000 + id };
            if (details is not null)
            {
                e[details] = System.Text.Json.JsonSerializer.SerializeToNode(values);
            }

            _events.Add(e);
            return this;
        }
    }

    public ScriptedExecution Start() => Write("ExecutionStarted", "executionStartedEventDetails", new { input = Input });

    public ScriptedExecution Enter(string state) => Write("TaskStateEntered", "stateEnteredEventDetails", new { name = state, input = "{}" });

    public ScriptedExecution Submit(string resourceType, string resource, string output) => Write("TaskScheduled", "taskScheduledEventDetails", new { resourceType, resource, parameters = "{}" })
        .Write("TaskStarted", "taskStartedEventDetails", new { resourceType, resource })
        .Write("TaskSubmitted", "taskSubmittedEventDetails", new { resourceType, resource, output });

    public ScriptedExecution Succeed(string resourceType, string resource, string output, string state) => Write("TaskSucceeded", "taskSucceededEventDetails", new { resourceType, resource, output })
        .Write("TaskStateExited", "stateExitedEventDetails", new { name = state, output = "{}" });

    public ScriptedExecution End()
    {
        Status = "SUCCEEDED";
        return Write("ExecutionSucceeded", "executionSucceededEventDetails", new { output = "{}" });
    }

    public object Answer(string operation, JsonObject body) => operation switch
    {
        "DescribeExecution" => new { executionArn = arn, stateMachineArn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", name = arn.Split(':')[^1], status = Status, startDate = 1_795_391_000, redriveCount = RedriveCount, input = Input, stopDate = Status == "RUNNING" ? null : ChangedAt, redriveDate = Status == "ABORTED" ? null : ChangedAt },
        "DescribeStateMachineForExecution" => new { stateMachineArn = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", name = "Pare", definition, roleArn = "arn:r", updateDate = 1_740_000_000 },
        "StopExecution" => Become("ABORTED", RedriveCount, new { stopDate = 1_795_391_500 }),
        "RedriveExecution" => Become("RUNNING", RedriveCount + 1, new { redriveDate = 1_795_391_600 }),
        "GetExecutionHistory" => History((bool?)body["reverseOrder"] == true, (int)body["maxResults"]!, (int?)body["nextToken"]?.GetValue<string>().Length ?? 0),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    private object Become(string status, int redrives, object answer)
    {
        (Status, RedriveCount) = (status, redrives);
        return answer;
    }

    // The token is as long as the number of events that were given.
    private object History(bool reverse, int most, int given)
    {
        lock (_events)
        {
            var ordered = reverse ? _events.AsEnumerable().Reverse() : _events;
            var page = ordered.Skip(given).Take(most).Select(e => e.DeepClone()).ToList();
            return new { events = page, nextToken = given + page.Count < _events.Count ? new string('t', given + page.Count) : null };
        }
    }
}
