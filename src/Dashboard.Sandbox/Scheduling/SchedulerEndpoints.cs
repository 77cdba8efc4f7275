using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>EventBridge Scheduler's REST addresses.</summary>
internal sealed class SchedulerEndpoints(ScheduleStore schedules)
{
    public void Map(WebApplication app)
    {
        Map(app, "GET", "/schedules", "ListSchedules", List);
        Map(app, "POST", "/schedules/{name}", "CreateSchedule", (c, body) => Arn(schedules.Create(Name(c), body)));
        Map(app, "PUT", "/schedules/{name}", "UpdateSchedule", (c, body) => Arn(schedules.Update(Name(c), body)));
        Map(app, "GET", "/schedules/{name}", "GetSchedule", (c, _) => Full(schedules.Get(Query(c, "groupName") ?? "default", Name(c))));
        Map(app, "DELETE", "/schedules/{name}", "DeleteSchedule", Delete);
        Map(app, "GET", "/schedule-groups", "ListScheduleGroups", ListGroups);
        Map(app, "POST", "/schedule-groups/{name}", "CreateScheduleGroup", CreateGroup);
        Map(app, "GET", "/schedule-groups/{name}", "GetScheduleGroup", (c, _) => Group(schedules.Group(Name(c))));
        Map(app, "DELETE", "/schedule-groups/{name}", "DeleteScheduleGroup", DeleteGroup);
        Map(app, "GET", "/tags/{name}", "ListTagsForResource", (c, _) => new JsonObject { ["Tags"] = Tagged(c).Tags.ToJson("Key", "Value") });
        Map(app, "POST", "/tags/{name}", "TagResource", Tag);
        Map(app, "DELETE", "/tags/{name}", "UntagResource", Untag);
    }

    /// <summary>The one point where Scheduler's requests come in and its errors go out.</summary>
    private static void Map(WebApplication app, string method, string path, string operation, Func<HttpContext, JsonObject, JsonObject> answer) =>
        app.MapMethods(path, [method], async (HttpContext context) =>
        {
            context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
            context.Response.ContentType = "application/json";
            JsonObject body;
            try
            {
                body = answer(context, await JsonTargets.BodyAsync(context));
            }
            catch (Exception caught) when (AwsErrorException.From(caught) is { } error)
            {
                context.Response.StatusCode = error.Status;
                context.Response.Headers["x-amzn-ErrorType"] = error.Code;
                body = new JsonObject { ["Message"] = error.Message };
            }

            await context.Response.WriteAsync(Wire.Text(body), context.RequestAborted);
        }).WithMetadata(new ApiName($"Scheduler.{operation}"));

    private JsonObject List(HttpContext context, JsonObject body)
    {
        var (group, prefix, state) = (Query(context, "ScheduleGroup"), Query(context, "NamePrefix") ?? "", Query(context, "State"));
        var found = schedules.All.Where(s => (group is null || s.Group == group) && s.Name.StartsWith(prefix, StringComparison.Ordinal) && (state is null || s.Text("State") == state)).ToList();
        var (items, next) = Page(context, found);
        return new JsonObject { ["Schedules"] = new JsonArray([.. items.Select(Summary)]) }.With("NextToken", next);
    }

    private static JsonObject Arn(ScheduleRecord schedule) => new() { ["ScheduleArn"] = schedule.Arn };

    private static JsonObject Summary(ScheduleRecord schedule) => Dated(schedule, new JsonObject
    {
        ["Name"] = schedule.Name,
        ["GroupName"] = schedule.Group,
        ["State"] = schedule.Text("State"),
        ["Target"] = new JsonObject { ["Arn"] = schedule.Target["Arn"]!.ToString() },
    });

    private static JsonObject Full(ScheduleRecord schedule) => Dated(schedule, (JsonObject)schedule.Body.DeepClone());

    private static JsonObject Dated(ScheduleRecord schedule, JsonObject json) => json
        .With("Arn", schedule.Arn)
        .With("CreationDate", Wire.Seconds(schedule.CreatedAt))
        .With("LastModificationDate", Wire.Seconds(schedule.ModifiedAt));

    private JsonObject Delete(HttpContext context, JsonObject body)
    {
        schedules.Delete(Query(context, "groupName") ?? "default", Name(context));
        return [];
    }

    private JsonObject ListGroups(HttpContext context, JsonObject body)
    {
        var prefix = Query(context, "NamePrefix") ?? "";
        var (items, next) = Page(context, schedules.Groups.Where(g => g.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList());
        return new JsonObject { ["ScheduleGroups"] = new JsonArray([.. items.Select(Group)]) }.With("NextToken", next);
    }

    private JsonObject CreateGroup(HttpContext context, JsonObject body)
    {
        var group = schedules.CreateGroup(Name(context));
        group.Tags.Set(body["Tags"] as JsonArray);
        return new JsonObject { ["ScheduleGroupArn"] = group.Arn };
    }

    private JsonObject DeleteGroup(HttpContext context, JsonObject body)
    {
        schedules.DeleteGroup(Name(context));
        return [];
    }

    private static JsonObject Group(ScheduleGroupRecord group) => new()
    {
        ["Arn"] = group.Arn,
        ["Name"] = group.Name,
        ["State"] = "ACTIVE",
        ["CreationDate"] = Wire.Seconds(group.CreatedAt),
        ["LastModificationDate"] = Wire.Seconds(group.CreatedAt),
    };

    private JsonObject Tag(HttpContext context, JsonObject body)
    {
        Tagged(context).Tags.Set(body["Tags"] as JsonArray);
        return [];
    }

    private JsonObject Untag(HttpContext context, JsonObject body)
    {
        Tagged(context).Tags.Remove(context.Request.Query["TagKeys"].OfType<string>());
        return [];
    }

    /// <summary>Only groups carry tags.</summary>
    private ScheduleGroupRecord Tagged(HttpContext context) => schedules.Groups.FirstOrDefault(g => g.Arn == Name(context))
        ?? throw new AwsErrorException("ResourceNotFoundException", $"Resource {Name(context)} does not exist.", StatusCodes.Status404NotFound);

    private static (IReadOnlyList<T> Items, string? NextToken) Page<T>(HttpContext context, IReadOnlyList<T> all) =>
        Paging.Page(all, Query(context, "NextToken"), int.TryParse(Query(context, "MaxResults"), out var size) ? size : null, 100, 100, "ValidationException");

    /// <summary>The server leaves an encoded slash in the path encoded; ARNs have them.</summary>
    private static string Name(HttpContext context) => Uri.UnescapeDataString((string)context.Request.RouteValues["name"]!);

    private static string? Query(HttpContext context, string name) => context.Request.Query[name].FirstOrDefault();
}
