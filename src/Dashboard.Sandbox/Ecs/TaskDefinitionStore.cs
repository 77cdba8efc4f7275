using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Ecs;

/// <summary>All task definitions; a family counts its revisions from 1.</summary>
internal sealed class TaskDefinitionStore(Arns arns, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<TaskDefinition>> _families = new(StringComparer.Ordinal);

    /// <param name="body">The members of RegisterTaskDefinition, camel case.</param>
    public TaskDefinition Register(JsonObject body)
    {
        if (body["family"]?.GetValue<string>() is not { Length: > 0 } family)
        {
            throw new AwsErrorException("ClientException", "Family must not be blank.");
        }

        if (family.Length > 255 || !family.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new AwsErrorException("ClientException", "Family must be up to 255 letters, numbers, hyphens and underscores.");
        }

        if (body["containerDefinitions"] is not JsonArray { Count: > 0 })
        {
            throw new AwsErrorException("ClientException", "Container list cannot be empty.");
        }

        if (body["containerDefinitions"]!.AsArray().Any(c => string.IsNullOrEmpty(c?["name"]?.ToString())))
        {
            throw new AwsErrorException("ClientException", "Container.name should not be null or empty.");
        }

        lock (_gate)
        {
            if (!_families.TryGetValue(family, out var revisions))
            {
                _families[family] = revisions = [];
            }

            var definition = new TaskDefinition(family, revisions.Count + 1, arns.TaskDefinition(family, revisions.Count + 1), (JsonObject)body.DeepClone(), time.GetUtcNow());
            revisions.Add(definition);
            return definition;
        }
    }

    public void Deregister(TaskDefinition definition) => definition.DeregisteredAt ??= time.GetUtcNow();

    /// <param name="name">An ARN, <c>family:revision</c>, or a family for its latest active revision.</param>
    public TaskDefinition? Find(string name)
    {
        var parts = name[(name.LastIndexOf('/') + 1)..].Split(':');
        lock (_gate)
        {
            var revisions = _families.GetValueOrDefault(parts[0]);
            return parts.Length > 1 ? revisions?.Find(d => d.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) == parts[1]) : revisions?.FindLast(d => d.IsActive);
        }
    }

    public IReadOnlyList<TaskDefinition> All()
    {
        lock (_gate)
        {
            return [.. _families.Values.SelectMany(r => r)];
        }
    }
}
