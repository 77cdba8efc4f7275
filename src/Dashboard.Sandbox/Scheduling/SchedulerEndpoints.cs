using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>EventBridge Scheduler's REST addresses.</summary>
internal sealed class SchedulerEndpoints(ScheduleStore schedules, ClientTokens tokens)
{
    public void Map(WebApplication app)
    {
        Map(app, "GET", "/schedules", "ListSchedules", List);
        Map(app, "POST", "/schedules/{name}", "CreateSchedule", r => Arn(schedules.Create(r.Body)));
        Map(app, "PUT", "/schedules/{name}", "UpdateSchedule", r => Arn(schedules.Update(r.Body)));
        Map(app, "GET", "/schedules/{name}", "GetSchedule", r => Full(schedules.Get(r.TextOrNull("GroupName"), r.Text("Name"))));
        Map(app, "DELETE", "/schedules/{name}", "DeleteSchedule", Delete);
        Map(app, "GET", "/schedule-groups", "ListScheduleGroups", ListGroups);
        Map(app, "POST", "/schedule-groups/{name}", "CreateScheduleGroup", CreateGroup);
        Map(app, "GET", "/schedule-groups/{name}", "GetScheduleGroup", r => Group(schedules.Group(r.Text("Name"))));
        Map(app, "DELETE", "/schedule-groups/{name}", "DeleteScheduleGroup", DeleteGroup);
        Map(app, "GET", "/tags/{name}", "ListTagsForResource", r => new JsonObject { ["Tags"] = Tagged(r).Tags.ToJson("Key", "Value") });
        Map(app, "POST", "/tags/{name}", "TagResource", Tag);
        Map(app, "DELETE", "/tags/{name}", "UntagResource", Untag);
    }

    /// <summary>The one point where Scheduler's requests come in and its errors go out.</summary>
    private void Map(WebApplication app, string method, string path, string operation, Func<ApiRequest, JsonObject> answer)
    {
        var api = new ApiName($"Scheduler.{operation}");
        app.MapMethods(path, [method], async (HttpContext context) =>
        {
            try
            {
                var request = RequestModel.Gather(api.Value, await JsonTargets.BodyAsync(context), Name(context), context.Request.Query);
                RequestModel.Check(api.Value, request);
                var body = tokens.Once(api.Value, request["ClientToken"]?.ToString(), request, () => answer(new ApiRequest(request)), _ => Reused());
                ErrorAnswer.Begin(context, api.Value);
                await context.Response.WriteAsync(Wire.Text(body), context.RequestAborted);
            }
            catch (Exception caught) when (AwsErrorException.From(caught) is { } error)
            {
                await ErrorAnswer.WriteAsync(context, api.Value, error);
            }
        }).WithMetadata(api);
    }

    private JsonObject List(ApiRequest request)
    {
        var (group, prefix, state) = (request.TextOrNull("GroupName"), request.TextOrNull("NamePrefix") ?? "", request.TextOrNull("State"));
        if (group is not null)
        {
            schedules.Group(group);
        }

        var found = schedules.All.Where(s => (group is null || s.Group == group) && s.Name.StartsWith(prefix, StringComparison.Ordinal) && (state is null || s.Text("State") == state)).ToList();
        return Page(request, "Schedules", found, Summary);
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

    private JsonObject Delete(ApiRequest request)
    {
        schedules.Delete(request.TextOrNull("GroupName"), request.Text("Name"));
        return [];
    }

    private JsonObject ListGroups(ApiRequest request)
    {
        var prefix = request.TextOrNull("NamePrefix") ?? "";
        return Page(request, "ScheduleGroups", schedules.Groups.Where(g => g.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList(), Group);
    }

    private JsonObject CreateGroup(ApiRequest request)
    {
        var group = schedules.CreateGroup(request.Text("Name"));
        group.Tags.Set(request.List("Tags"));
        return new JsonObject { ["ScheduleGroupArn"] = group.Arn };
    }

    private JsonObject DeleteGroup(ApiRequest request)
    {
        schedules.DeleteGroup(request.Text("Name"));
        return [];
    }

    private static JsonObject Group(ScheduleGroupRecord group) => new()
    {
        ["Arn"] = group.Arn,
        ["Name"] = group.Name,
        ["State"] = group.DeletedAt is null ? "ACTIVE" : "DELETING",
        ["CreationDate"] = Wire.Seconds(group.CreatedAt),
        ["LastModificationDate"] = Wire.Seconds(group.DeletedAt ?? group.CreatedAt),
    };

    private JsonObject Tag(ApiRequest request)
    {
        Tagged(request).Tags.Set(request.List("Tags"));
        return [];
    }

    private JsonObject Untag(ApiRequest request)
    {
        Tagged(request).Tags.Remove(request.Texts("TagKeys"));
        return [];
    }

    /// <summary>Only groups carry tags.</summary>
    private ScheduleGroupRecord Tagged(ApiRequest request) => schedules.Groups.FirstOrDefault(g => g.Arn == request.Text("ResourceArn"))
        ?? throw new AwsErrorException("ResourceNotFoundException", $"Resource {request.Text("ResourceArn")} does not exist.", StatusCodes.Status404NotFound);

    private static JsonObject Page<T>(ApiRequest request, string name, IReadOnlyList<T> all, Func<T, JsonObject> item)
    {
        var (items, next) = Paging.Page(all, request.TextOrNull("NextToken"), request.Int("MaxResults"), 100, 100, "ValidationException");
        return new JsonObject { [name] = new JsonArray([.. items.Select(item)]) }.With("NextToken", next);
    }

    private static AwsErrorException Reused() => new("ConflictException", "The ClientToken was used before with other parameters.", StatusCodes.Status409Conflict);

    /// <summary>The server leaves an encoded slash in the path encoded; ARNs have them.</summary>
    private static string? Name(HttpContext context) => context.Request.RouteValues["name"] is string name ? Uri.UnescapeDataString(name) : null;
}
