using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>The context object, <c>$$</c>.</summary>
internal static class ContextObject
{
    public static JsonObject Of(Strand strand, MapItem? item)
    {
        if (strand.Execution.Trial?.Context is { } given)
        {
            return given.DeepClone().AsObject();
        }

        var identity = strand.Execution.Identity;
        var execution = new JsonObject
        {
            ["Id"] = identity.ExecutionArn,
            ["Input"] = strand.Execution.Input?.DeepClone(),
            ["StartTime"] = Time(identity.StartTime),
            ["Name"] = identity.Name,
            ["RoleArn"] = identity.RoleArn.Length == 0 ? null : identity.RoleArn,
        };
        if (!identity.IsExpress)
        {
            execution["RedriveCount"] = identity.RedriveCount;
        }

        if (identity.RedriveTime is { } redriven)
        {
            execution["RedriveTime"] = Time(redriven);
        }

        var context = new JsonObject
        {
            ["Execution"] = execution,
            ["StateMachine"] = new JsonObject { ["Id"] = identity.StateMachineArn, ["Name"] = identity.StateMachineName },
        };
        if (strand.Visit is { } visit)
        {
            var state = new JsonObject { ["Name"] = visit.State.Name, ["EnteredTime"] = Time(visit.EnteredAt) };
            if (visit.State.Type is StateType.Task or StateType.Parallel or StateType.Map)
            {
                state["RetryCount"] = visit.RetryCount;
            }

            context["State"] = state;
            if (visit.TaskToken is { } token)
            {
                context["Task"] = new JsonObject { ["Token"] = token };
            }
        }

        if (item is not null)
        {
            context["Map"] = new JsonObject { ["Item"] = new JsonObject { ["Index"] = item.Index, ["Value"] = item.Value?.DeepClone() } };
        }

        return context;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
