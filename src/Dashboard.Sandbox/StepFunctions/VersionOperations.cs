using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>Step Functions: versions and aliases of state machines.</summary>
internal sealed class VersionOperations(VersionStore versions, TimeProvider time)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, JsonObject>>> All() => new Dictionary<string, Func<ApiRequest, JsonObject>>
    {
        ["PublishStateMachineVersion"] = Publish,
        ["ListStateMachineVersions"] = ListVersions,
        ["DeleteStateMachineVersion"] = DeleteVersion,
        ["CreateStateMachineAlias"] = CreateAlias,
        ["UpdateStateMachineAlias"] = UpdateAlias,
        ["DescribeStateMachineAlias"] = DescribeAlias,
        ["ListStateMachineAliases"] = ListAliases,
        ["DeleteStateMachineAlias"] = DeleteAlias,
    };

    private JsonObject Publish(ApiRequest request)
    {
        var version = versions.Publish(request.Text("stateMachineArn"), request.TextOrNull("revisionId"), request.TextOrNull("description"));
        return new JsonObject { ["stateMachineVersionArn"] = version.Arn, ["creationDate"] = Wire.Seconds(version.CreatedAt) };
    }

    private JsonObject ListVersions(ApiRequest request) => Page(request, versions.Of(request.Text("stateMachineArn")), "stateMachineVersions", v => new JsonObject
    {
        ["stateMachineVersionArn"] = v.Arn,
        ["creationDate"] = Wire.Seconds(v.CreatedAt),
    });

    private JsonObject ListAliases(ApiRequest request) => Page(request, versions.AliasesOf(request.Text("stateMachineArn")), "stateMachineAliases", a => new JsonObject
    {
        ["stateMachineAliasArn"] = a.Arn,
        ["creationDate"] = Wire.Seconds(a.CreatedAt),
    });

    private static JsonObject Page<T>(ApiRequest request, IReadOnlyList<T> all, string name, Func<T, JsonObject> item)
    {
        var (items, next) = Paging.Page(all, request.TextOrNull("nextToken"), request.Int("maxResults"), 100, 1000);
        return new JsonObject { [name] = new JsonArray([.. items.Select(item)]) }.With("nextToken", next);
    }

    private JsonObject DeleteVersion(ApiRequest request)
    {
        versions.DeleteVersion(Names.CheckedArn(request.Text("stateMachineVersionArn"), "stateMachine"));
        return [];
    }

    private JsonObject CreateAlias(ApiRequest request)
    {
        var name = request.Text("name");
        var routes = Routes(request);
        var arn = $"{versions.Resolve(routes[0].VersionArn).Machine.Arn}:{name}";
        var now = time.GetUtcNow();
        var alias = new StateMachineAlias(name, arn, request.TextOrNull("description"), routes, now, now);
        if (versions.FindAlias(arn) is { } before)
        {
            alias = before.Routes.SequenceEqual(routes) && before.Description == alias.Description
                ? before
                : throw new AwsErrorException("ConflictException", $"Failed to create alias because an alias with the same name and a different routing configuration already exists: '{arn}'", StatusCodes.Status409Conflict);
        }

        versions.Put(alias);
        return new JsonObject { ["stateMachineAliasArn"] = arn, ["creationDate"] = Wire.Seconds(alias.CreatedAt) };
    }

    private JsonObject UpdateAlias(ApiRequest request)
    {
        var alias = Get(request);
        if (request.List("routingConfiguration") is null && request.TextOrNull("description") is null)
        {
            throw AwsErrorException.Validation("At least one of description and routingConfiguration must be specified");
        }

        var routes = request.List("routingConfiguration") is null ? alias.Routes : Routes(request);
        if (routes.Any(r => !alias.Arn.StartsWith(r.VersionArn[..(r.VersionArn.LastIndexOf(':') + 1)], StringComparison.Ordinal)))
        {
            throw AwsErrorException.Validation("The versions of an alias must be of its own state machine.");
        }

        alias = alias with { Description = request.TextOrNull("description") ?? alias.Description, Routes = routes, UpdatedAt = time.GetUtcNow() };
        versions.Put(alias);
        return new JsonObject { ["updateDate"] = Wire.Seconds(alias.UpdatedAt) };
    }

    private JsonObject DescribeAlias(ApiRequest request)
    {
        var alias = Get(request);
        return new JsonObject
        {
            ["stateMachineAliasArn"] = alias.Arn,
            ["name"] = alias.Name,
            ["routingConfiguration"] = new JsonArray([.. alias.Routes.Select(r => new JsonObject { ["stateMachineVersionArn"] = r.VersionArn, ["weight"] = r.Weight })]),
            ["creationDate"] = Wire.Seconds(alias.CreatedAt),
            ["updateDate"] = Wire.Seconds(alias.UpdatedAt),
        }.With("description", alias.Description);
    }

    private JsonObject DeleteAlias(ApiRequest request)
    {
        versions.DeleteAlias(Get(request).Arn);
        return [];
    }

    private StateMachineAlias Get(ApiRequest request)
    {
        var arn = Names.CheckedArn(request.Text("stateMachineAliasArn"), "stateMachine");
        return versions.FindAlias(arn) ?? throw NotFound(arn);
    }

    private static AwsErrorException NotFound(string arn) => new("ResourceNotFound", $"Request references a resource that does not exist: '{arn}'");

    private QualifiedMachine Existing(string arn)
    {
        try
        {
            return versions.Resolve(arn);
        }
        catch (AwsErrorException error) when (error.Code == "StateMachineDoesNotExist")
        {
            throw NotFound(arn);
        }
    }

    /// <summary>One or two versions of one machine that exist, with weights that add up to 100.</summary>
    private List<AliasRoute> Routes(ApiRequest request)
    {
        var routes = (request.List("routingConfiguration") ?? []).OfType<JsonObject>()
            .Select(r => new ApiRequest(r)).Select(r => new AliasRoute(r.Text("stateMachineVersionArn"), r.Int("weight") ?? 0)).ToList();
        if (routes.Count is not (1 or 2) || routes.Sum(r => r.Weight) != 100 || routes.Any(r => r.Weight is < 0 or > 100))
        {
            throw AwsErrorException.Validation("The routing configuration must have one or two versions whose weights add up to 100.");
        }

        var found = routes.ConvertAll(r => Existing(r.VersionArn));
        return found.All(f => f is { Version: not null, AliasArn: null }) && found.Select(f => f.Machine.Arn).Distinct().Count() == 1 && routes.Select(r => r.VersionArn).Distinct().Count() == routes.Count
            ? routes
            : throw AwsErrorException.Validation("The routing configuration must name different versions of one state machine.");
    }
}
