namespace Dashboard.Domain.StateMachines.Interpreter.Jsonata;

/// <summary>What an expression refers to, before it is evaluated.</summary>
/// <param name="Error">Why it cannot be read; null when it can.</param>
/// <param name="Top">Names that are looked up in a context item, which Step Functions does not give.</param>
/// <param name="Root">It refers to <c>$$</c>.</param>
/// <param name="States">Fields of <c>$states</c>.</param>
internal sealed record JsonataReferences(string? Error, IReadOnlyList<string> Top, bool Root, IReadOnlyList<string> States);
