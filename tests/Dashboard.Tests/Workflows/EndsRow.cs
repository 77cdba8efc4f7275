using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;

namespace Dashboard.Tests.Workflows;

/// <summary>One line of the table: how the jobs are made to end, and what that leads to.</summary>
/// <param name="Ends">Per job an exit code, <c>-</c> for "never starts", or <c>?</c> for any of them.</param>
/// <param name="Shown">Per job what the dashboard shows.</param>
public sealed record EndsRow(string Machine, string[] Jobs, string[] Ends, ExecutionStatus Status, Outcome Outcome, string[] Shown)
{
    public static readonly string[] EveryEnd = ["0", "9", "1", "-"];

    /// <summary>The ends that the line stands for, every <c>?</c> in turn each of the four.</summary>
    public IEnumerable<string[]> Combinations() => Combinations(Ends.Select(e => e == "?" ? EveryEnd : [e]));

    /// <summary>One of each, in every way.</summary>
    public static IEnumerable<string[]> Combinations(IEnumerable<string[]> choices) =>
        choices.Aggregate((IEnumerable<string[]>)[[]], (soFar, choice) => soFar.SelectMany(s => choice.Select(c => (string[])[.. s, c])));

    public override string ToString() => $"{Machine}: {string.Join(' ', Ends)}";
}
