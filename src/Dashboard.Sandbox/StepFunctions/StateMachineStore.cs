using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Lint;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>All state machines, by ARN.</summary>
internal sealed class StateMachineStore(Arns arns, TimeProvider time)
{
    private static readonly string[] SettingNames = ["loggingConfiguration", "tracingConfiguration", "encryptionConfiguration"];

    private readonly ConcurrentDictionary<string, StateMachineRecord> _machines = new(StringComparer.Ordinal);

    public IEnumerable<StateMachineRecord> All => _machines.Values.OrderBy(m => m.Name, StringComparer.Ordinal);

    public StateMachineRecord? FindByName(string name) => _machines.GetValueOrDefault(arns.StateMachine(name));

    /// <exception cref="AwsErrorException">StateMachineDoesNotExist, InvalidArn.</exception>
    public StateMachineRecord Get(string arn) => _machines.GetValueOrDefault(Names.CheckedArn(arn, "stateMachine"))
        ?? throw new AwsErrorException("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    /// <summary>Creates it; the same request again gives back the one that is there.</summary>
    /// <param name="request">The members of CreateStateMachine.</param>
    public StateMachineRecord Create(ApiRequest request)
    {
        var name = Names.Checked(request.Text("name"));
        var type = request.TextOrNull("type") ?? "STANDARD";
        var machine = new StateMachineRecord(name, arns.StateMachine(name), type, request.Text("roleArn"), Read(request.Text("definition"), type), Settings(request, null), time.GetUtcNow());
        machine.Tags.Set(request.List("tags"));
        var kept = _machines.GetOrAdd(machine.Arn, machine);
        return ReferenceEquals(kept, machine) || Same(kept, machine)
            ? kept
            : throw new AwsErrorException("StateMachineAlreadyExists", $"State Machine Already Exists: '{machine.Arn}'");
    }

    public StateMachineRecord Update(ApiRequest request)
    {
        var machine = Get(request.Text("stateMachineArn"));
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
        if (_machines.TryRemove(Names.CheckedArn(arn, "stateMachine"), out var machine))
        {
            machine.Delete();
        }
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

    /// <summary>Some operations are for standard machines only, some for express.</summary>
    public static AwsErrorException WrongType() => new("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");

    private static bool Same(StateMachineRecord a, StateMachineRecord b) =>
        a.Definition.Text == b.Definition.Text && a.RoleArn == b.RoleArn && a.Type == b.Type && JsonNode.DeepEquals(a.Settings, b.Settings);

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
