namespace Dashboard.Domain.StateMachines.Interpreter.Jsonata;

/// <summary>Expressions that are evaluated together.</summary>
/// <param name="Now">What <c>$now()</c> and <c>$millis()</c> say.</param>
/// <param name="States">The JSON text of <c>$states</c>.</param>
/// <param name="Variables">The JSON text of an object of the variables.</param>
internal sealed record JsonataQuestion(DateTimeOffset Now, string States, string Variables, IReadOnlyList<string> Expressions);
