using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: activities.</summary>
internal sealed class ActivityOperations(ActivityStore activities)
{
    public IEnumerable<KeyValuePair<string, Operation>> All() =>
    [
        .. JsonTargets.Waiting(new Dictionary<string, Func<ApiRequest, JsonObject>>
        {
            ["CreateActivity"] = Create,
            ["DeleteActivity"] = Delete,
            ["DescribeActivity"] = r => activities.Get(r.Text("activityArn")) is var activity ? Item(activity).With("encryptionConfiguration", activity.Encryption.DeepClone()) : [],
            ["ListActivities"] = List,
        }),
        KeyValuePair.Create<string, Operation>("GetActivityTask", TaskAsync),
    ];

    private JsonObject Create(ApiRequest request)
    {
        var activity = activities.Create(request.Text("name"), request.Object("encryptionConfiguration"), request.List("tags"));
        return new JsonObject { ["activityArn"] = activity.Arn, ["creationDate"] = Wire.Seconds(activity.CreatedAt) };
    }

    private JsonObject Delete(ApiRequest request)
    {
        activities.Delete(request.Text("activityArn"));
        return [];
    }

    private JsonObject List(ApiRequest request)
    {
        var (items, next) = Paging.Page([.. activities.All], request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 1000);
        return new JsonObject { ["activities"] = new JsonArray([.. items.Select(Item)]) }.With("nextToken", next);
    }

    private static JsonObject Item(ActivityRecord activity) =>
        new() { ["activityArn"] = activity.Arn, ["name"] = activity.Name, ["creationDate"] = Wire.Seconds(activity.CreatedAt) };

    private async Task<JsonObject> TaskAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var task = await activities.TakeAsync(activities.Get(request.Text("activityArn")), request.TextOrNull("workerName"), cancellationToken);
        return new JsonObject().With("taskToken", task?.Callback.Token).With("input", task?.Input);
    }
}
