using Dashboard.Domain.StateMachines.Graph;

namespace Dashboard.Features.Executions;

/// <summary>Addresses of execution pages, relative to the dashboard's own: the one place that writes an ARN into a link.</summary>
public static class ExecutionLinks
{
    /// <summary>The page of an execution, with a state selected where one is given.</summary>
    public static string To(string executionArn, string? state = null, string? tab = null)
    {
        var path = "executions/" + string.Join('/', executionArn.Split('/').Select(Escape));
        var query = string.Join('&', new[] { Pair("state", state is null ? null : NodePath.Join(null, state)), Pair("tab", tab) }.OfType<string>());
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    /// <summary>The execution's name: what stands after the machine's in the ARN.</summary>
    public static string Name(string executionArn) => executionArn[(executionArn.LastIndexOf(':') + 1)..];

    /// <summary>The name of the machine in an execution's ARN, without the label of a Map; the whole ARN where it has no such part.</summary>
    public static string Machine(string executionArn) => executionArn.Split(':') is { Length: >= 8 } parts ? parts[6].Split('/')[0] : executionArn;

    /// <summary>A file's name for something of this execution, without its ending: valid on every system.</summary>
    public static string FileName(string executionArn) =>
        string.Concat($"{Machine(executionArn)}-{Name(executionArn)}".Select(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c));

    // Colons are common in ARNs and harmless in a path: they stay readable.
    private static string Escape(string segment) => Uri.EscapeDataString(segment).Replace("%3A", ":", StringComparison.Ordinal);

    private static string? Pair(string name, string? value) => value is null ? null : $"{name}={Uri.EscapeDataString(value)}";
}
