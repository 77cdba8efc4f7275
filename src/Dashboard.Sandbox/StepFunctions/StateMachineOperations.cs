using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: state machines and their tags.</summary>
internal sealed class StateMachineOperations(StateMachineStore machines, VersionStore versions, ActivityStore activities, ExecutionStore executions)
{
    public const string Service = "AWSStepFunctions";

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["CreateStateMachine"] = Create,
        ["UpdateStateMachine"] = Update,
        ["DeleteStateMachine"] = Delete,
        ["DescribeStateMachine"] = Describe,
        ["DescribeStateMachineForExecution"] = DescribeForExecution,
        ["ListStateMachines"] = List,
        ["ValidateStateMachineDefinition"] = DefinitionCheck.Validate,
        ["TagResource"] = Tag,
        ["UntagResource"] = Untag,
        ["ListTagsForResource"] = r => new JsonObject { ["tags"] = Tags(r).ToJson() },
    };

    private JsonObject Create(ApiRequest request)
    {
        var machine = machines.Create(request);
        return new JsonObject { ["stateMachineArn"] = machine.Arn, ["creationDate"] = Wire.Seconds(machine.CreatedAt) }.With("stateMachineVersionArn", Published(request, machine));
    }

    private string? Published(ApiRequest request, StateMachineRecord machine) =>
        request.Flag("publish") == true ? versions.Publish(machine.Arn, null, request.TextOrNull("versionDescription")).Arn : null;

    private JsonObject Update(ApiRequest request)
    {
        var machine = machines.Update(request);
        return new JsonObject { ["updateDate"] = Wire.Seconds(machine.UpdatedAt), ["revisionId"] = machine.RevisionId }.With("stateMachineVersionArn", Published(request, machine));
    }

    private JsonObject Delete(ApiRequest request)
    {
        var arn = Names.CheckedArn(request.Text("stateMachineArn"), "stateMachine");
        var running = executions.Of(arn).Where(e => e.End is null).ToList();
        if (running.Count > 0 && machines.All.FirstOrDefault(m => m.Arn == arn) is { } machine)
        {
            machines.BeginDelete(machine);
            running.ForEach(e => e.EndsWithItsState = true);
            _ = Task.WhenAll(running.Select(e => e.Completion)).ContinueWith(_ => Forget(arn), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        else
        {
            Forget(arn);
        }

        return [];
    }

    private void Forget(string arn)
    {
        machines.Delete(arn);
        versions.Forget(arn);
    }

    private JsonObject Describe(ApiRequest request)
    {
        var (machine, version, _) = versions.Resolve(request.Text("stateMachineArn"));
        var json = Common(machine)
            .With("status", machine.IsDeleting ? "DELETING" : "ACTIVE")
            .With("type", machine.Type)
            .With("creationDate", Wire.Seconds(version?.CreatedAt ?? machine.CreatedAt))
            .With("description", version?.Description);
        json["stateMachineArn"] = version?.Arn ?? machine.Arn;
        return json;
    }

    private JsonObject DescribeForExecution(ApiRequest request) => executions.Get(request.Text("executionArn")) is var execution
        ? Common(execution.Machine).With("updateDate", Wire.Seconds(execution.Machine.UpdatedAt)).With("mapRunArn", execution.MapRun?.Arn).With("label", execution.MapRun?.Label)
        : [];

    private static JsonObject Common(StateMachineRecord machine)
    {
        var json = new JsonObject
        {
            ["stateMachineArn"] = machine.Arn,
            ["name"] = machine.Name,
            ["definition"] = machine.Definition.Text,
            ["roleArn"] = machine.RoleArn,
            ["loggingConfiguration"] = new JsonObject { ["level"] = "OFF", ["includeExecutionData"] = false },
            ["tracingConfiguration"] = new JsonObject { ["enabled"] = false },
            ["encryptionConfiguration"] = new JsonObject { ["type"] = "AWS_OWNED_KEY" },
        };
        foreach (var (name, value) in machine.Settings)
        {
            json[name] = value?.DeepClone();
        }

        return json.With("revisionId", machine.RevisionId);
    }

    private JsonObject List(ApiRequest request)
    {
        var (items, next) = Paging.Page([.. machines.All], request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 1000);
        return new JsonObject
        {
            ["stateMachines"] = new JsonArray([.. items.Select(m => new JsonObject
            {
                ["stateMachineArn"] = m.Arn,
                ["name"] = m.Name,
                ["type"] = m.Type,
                ["creationDate"] = Wire.Seconds(m.CreatedAt),
            })]),
        }.With("nextToken", next);
    }

    private JsonObject Tag(ApiRequest request)
    {
        Tags(request).SetWithin(StateMachineStore.MostTags, request.List("tags"), StateMachineStore.TooManyTags);
        return [];
    }

    private JsonObject Untag(ApiRequest request)
    {
        Tags(request).Remove(request.Texts("tagKeys"));
        return [];
    }

    private Tags Tags(ApiRequest request)
    {
        var arn = Names.CheckedArn(request.Text("resourceArn"));
        return machines.All.FirstOrDefault(m => m.Arn == arn)?.Tags
            ?? activities.All.FirstOrDefault(a => a.Arn == arn)?.Tags
            ?? throw new AwsErrorException("ResourceNotFound", $"Resource not found: '{arn}'");
    }
}
