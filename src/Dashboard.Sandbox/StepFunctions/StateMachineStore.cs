using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All state machines, by ARN.</summary>
internal sealed class StateMachineStore(Arns arns, TimeProvider time)
{
    public const int MostTags = 50;

    private static readonly string[] SettingNames = ["loggingConfiguration", "tracingConfiguration", "encryptionConfiguration"];

    private readonly ConcurrentDictionary<string, StateMachineRecord> _machines = new(StringComparer.Ordinal);

    public IEnumerable<StateMachineRecord> All => _machines.Values.OrderBy(m => m.Name, StringComparer.Ordinal);

    public StateMachineRecord? FindByName(string name) => _machines.GetValueOrDefault(arns.StateMachine(name));

    /// <exception cref="AwsErrorException">StateMachineDoesNotExist, StateMachineDeleting, InvalidArn.</exception>
    public StateMachineRecord GetActive(string arn) => Get(arn) is { IsDeleting: false } machine ? machine : throw Deleting(arn);

    /// <exception cref="AwsErrorException">StateMachineDoesNotExist, InvalidArn.</exception>
    public StateMachineRecord Get(string arn) => _machines.GetValueOrDefault(Names.CheckedArn(arn, "stateMachine"))
        ?? throw new AwsErrorException("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    /// <summary>Creates it; the same request again gives back the one that is there.</summary>
    /// <param name="request">The members of CreateStateMachine.</param>
    public StateMachineRecord Create(ApiRequest request)
    {
        var name = Names.Checked(request.Text("name"));
        var type = request.TextOrNull("type") ?? "STANDARD";
        var machine = new StateMachineRecord(name, arns.StateMachine(name), type, request.Text("roleArn"), Read(request.Text("definition"), type), Settings(request, null), time.GetUtcNow())
        {
            Publishing = Publishing(request),
        };
        machine.Tags.SetWithin(MostTags, request.List("tags"), TooManyTags);
        var kept = _machines.GetOrAdd(machine.Arn, machine);
        return kept switch
        {
            { IsDeleting: true } => throw Deleting(kept.Arn),
            _ when ReferenceEquals(kept, machine) || Same(kept, machine) => kept,
            _ => throw new AwsErrorException("StateMachineAlreadyExists", $"State Machine Already Exists: '{machine.Arn}'"),
        };
    }

    public StateMachineRecord Update(ApiRequest request)
    {
        var machine = GetActive(request.Text("stateMachineArn"));
        Publishing(request);
        if (request.TextOrNull("definition") is null && request.TextOrNull("roleArn") is null && !SettingNames.Any(request.Body.ContainsKey))
        {
            throw new AwsErrorException("MissingRequiredParameter", "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }

        return _machines[machine.Arn] = machine with
        {
            Definition = request.TextOrNull("definition") is { } text ? Read(text, machine.Type) : machine.Definition,
            RoleArn = request.TextOrNull("roleArn") ?? machine.RoleArn,
            Settings = Settings(request, machine.Settings),
            UpdatedAt = time.GetUtcNow(),
            RevisionId = Ids.Uuid(),
        };
    }

    public void Delete(string arn)
    {
        if (_machines.TryRemove(arn, out var machine))
        {
            machine.Delete();
        }
    }

    /// <summary>Keeps it as DELETING for its running executions.</summary>
    public void BeginDelete(StateMachineRecord machine)
    {
        machine.Delete();
        _machines[machine.Arn] = machine with { IsDeleting = true };
    }

    /// <param name="type">STANDARD or EXPRESS.</param>
    /// <exception cref="AwsErrorException">InvalidDefinition.</exception>
    private static StateMachineDefinition Read(string text, string type)
    {
        var errors = DefinitionValidator.Validate(text, type == "EXPRESS").Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? AslReader.Read(text)
            : throw InvalidDefinition.Of(errors);
    }

    public static AwsErrorException TooManyTags() => new("TooManyTags", $"A resource has at most {MostTags} tags.");

    private static AwsErrorException Deleting(string arn) => new("StateMachineDeleting", $"State Machine is being deleted: '{arn}'");

    private static (bool, string?) Publishing(ApiRequest request) => (request.Flag("publish") ?? false, request.TextOrNull("versionDescription")) switch
    {
        (false, not null) => throw AwsErrorException.Validation("Version description can only be set when publish is true"),
        var publishing => publishing,
    };

    /// <summary>Some operations are for standard machines only, some for express.</summary>
    public static AwsErrorException WrongType() => new("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

    /// <summary>Another role or other tags do not make another request, and do not change what is there.</summary>
    private static bool Same(StateMachineRecord a, StateMachineRecord b) =>
        a.Definition.Text == b.Definition.Text && a.Type == b.Type && a.Publishing == b.Publishing && JsonNode.DeepEquals(a.Settings, b.Settings);

    private static JsonObject Settings(ApiRequest request, JsonObject? before)
    {
        var settings = new JsonObject();
        foreach (var name in SettingNames)
        {
            settings.With(name, (request.Object(name) ?? before?[name])?.DeepClone());
        }

        return settings;
    }
}
