namespace Dashboard.Domain.StateMachines.Graph;

/// <summary>The ids of boxes: a state's name, and for a state of a child machine that is open in the drawing the way to it, such as
/// <c>夜間バッチ ▸ ECS RunTask</c>. The mark is doubled where a name holds it, so that an id names one box only.</summary>
public static class NodePath
{
    private const string Mark = "▸";
    private const string Separator = $" {Mark} ";

    /// <param name="machine">The id of the state that started the child machine; null for the machine itself.</param>
    public static string Join(string? machine, string name)
    {
        var own = name.Replace(Mark, Mark + Mark, StringComparison.Ordinal);
        return machine is null ? own : machine + Separator + own;
    }

    /// <summary>It names the terminal above a machine's first state.</summary>
    public static bool IsStart(string id) => Split(id)[^1] == GraphLayout.Start;

    /// <summary>The names on the way, the outermost state first.</summary>
    public static IReadOnlyList<string> Split(string id) =>
        [.. id.Split(Separator).Select(name => name.Replace(Mark + Mark, Mark, StringComparison.Ordinal))];
}
