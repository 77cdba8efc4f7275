using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.StepFunctions;

/// <summary>The published versions and the aliases of all state machines.</summary>
internal sealed class VersionStore(StateMachineStore machines, TimeProvider time)
{
    private const int MostVersions = 1000;
    private const int MostAliases = 100;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<StateMachineVersion>> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StateMachineAlias> _aliases = new(StringComparer.Ordinal);

    /// <summary>Gives the newest revision a number; the same revision again keeps the one that it has.</summary>
    /// <param name="revisionId">Refused as a conflict unless it is that of the newest revision; null for any.</param>
    public StateMachineVersion Publish(string machineArn, string? revisionId, string? description)
    {
        var machine = machines.GetActive(machineArn);
        if (revisionId is not null && revisionId != (machine.RevisionId ?? "INITIAL"))
        {
            throw new AwsErrorException("ConflictException", $"Failed to publish the State Machine version for revision {revisionId}. The current State Machine revision is {machine.RevisionId ?? "INITIAL"}.", StatusCodes.Status409Conflict);
        }

        lock (_gate)
        {
            var list = Versions(machine.Arn);
            if (list.LastOrDefault() is { } last && ReferenceEquals(last.Machine, machine))
            {
                return last;
            }

            if (list.Count >= MostVersions)
            {
                throw Full("versions");
            }

            var number = _lastNumbers[machine.Arn] = _lastNumbers.GetValueOrDefault(machine.Arn) + 1;
            var version = new StateMachineVersion($"{machine.Arn}:{number}", number, machine, description, time.GetUtcNow());
            list.Add(version);
            return version;
        }
    }

    /// <summary>The versions of a machine, newest first.</summary>
    public IReadOnlyList<StateMachineVersion> Of(string machineArn)
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(Versions(machines.Get(machineArn).Arn))];
        }
    }

    /// <summary>The aliases of a machine, or of one version, newest first.</summary>
    public IReadOnlyList<StateMachineAlias> AliasesOf(string arn)
    {
        var machine = Resolve(arn).Machine.Arn;
        lock (_gate)
        {
            return [.. _aliases.Values.Where(a => a.Arn.StartsWith(machine + ":", StringComparison.Ordinal) && (arn == machine || a.Routes.Any(r => r.VersionArn == arn))).OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Puts an alias in its place; the routes have been checked.</summary>
    /// <exception cref="AwsErrorException">ServiceQuotaExceededException.</exception>
    public void Put(StateMachineAlias alias)
    {
        lock (_gate)
        {
            if (!_aliases.ContainsKey(alias.Arn) && _aliases.Keys.Count(k => Unqualified(k) == Unqualified(alias.Arn)) >= MostAliases)
            {
                throw Full("aliases");
            }

            _aliases[alias.Arn] = alias;
        }
    }

    public StateMachineAlias? FindAlias(string arn)
    {
        lock (_gate)
        {
            return _aliases.GetValueOrDefault(arn);
        }
    }

    public void DeleteAlias(string arn)
    {
        lock (_gate)
        {
            _aliases.Remove(arn);
        }
    }

    /// <exception cref="AwsErrorException">ConflictException: an alias leads to it.</exception>
    public void DeleteVersion(string arn)
    {
        lock (_gate)
        {
            if (_aliases.Values.Where(a => a.Routes.Any(r => r.VersionArn == arn)).Select(a => a.Name).ToList() is { Count: > 0 } names)
            {
                throw new AwsErrorException("ConflictException", $"Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [{string.Join(", ", names)}]", StatusCodes.Status409Conflict);
            }

            Versions(Unqualified(arn)).RemoveAll(v => v.Arn == arn);
        }
    }

    /// <summary>A deleted machine takes its versions and aliases along.</summary>
    public void Forget(string machineArn)
    {
        lock (_gate)
        {
            _versions.Remove(machineArn);
            foreach (var arn in _aliases.Keys.Where(k => k.StartsWith(machineArn + ":", StringComparison.Ordinal)).ToList())
            {
                _aliases.Remove(arn);
            }
        }
    }

    /// <summary>Finds what the ARN means; an alias with two versions chooses by their weights.</summary>
    /// <exception cref="AwsErrorException">StateMachineDoesNotExist, InvalidArn.</exception>
    public QualifiedMachine Resolve(string arn)
    {
        if (Names.CheckedArn(arn, "stateMachine").Split(':').Length == 7)
        {
            return new QualifiedMachine(machines.Get(arn));
        }

        lock (_gate)
        {
            var alias = _aliases.GetValueOrDefault(arn);
            var wanted = alias is null ? arn : Chosen(alias).VersionArn;
            return Versions(Unqualified(arn)).Find(v => v.Arn == wanted) is { } version
                ? new QualifiedMachine(version.Machine, version, alias?.Arn)
                : throw new AwsErrorException("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");
        }
    }

    private static AwsErrorException Full(string what) =>
        new("ServiceQuotaExceededException", $"The state machine has as many {what} as it can have.", StatusCodes.Status402PaymentRequired);

    private static AliasRoute Chosen(StateMachineAlias alias) =>
        alias.Routes.Count > 1 && Random.Shared.Next(100) >= alias.Routes[0].Weight ? alias.Routes[1] : alias.Routes[0];

    private static string Unqualified(string arn) => string.Join(':', arn.Split(':').Take(7));

    private List<StateMachineVersion> Versions(string machineArn) =>
        _versions.TryGetValue(machineArn, out var list) ? list : _versions[machineArn] = [];
}
