using System.Collections.Immutable;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Tests.Architecture;

namespace Dashboard.Tests.Workflows;

/// <summary>Reads ends.txt, which says of itself how it is written.</summary>
internal static class EndsTable
{
    public static ImmutableArray<EndsRow> Rows { get; } = Read(Path.Combine(RepositoryRoot.Path, "tests/Dashboard.Tests/Workflows/ends.txt"));

    private static ImmutableArray<EndsRow> Read(string file)
    {
        var rows = ImmutableArray.CreateBuilder<EndsRow>();
        var (machine, jobs) = ("", Array.Empty<string>());
        foreach (var line in File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line.StartsWith("machine ", StringComparison.Ordinal))
            {
                machine = line["machine ".Length..];
            }
            else if (line.StartsWith("jobs ", StringComparison.Ordinal))
            {
                jobs = line["jobs ".Length..].Split(", ");
            }
            else if (line.Split('|') is [var ends, var what, var shown] && Words(what) is [var status, var outcome] && Words(ends).Length == jobs.Length && Words(shown).Length == jobs.Length)
            {
                rows.Add(new EndsRow(machine, jobs, Words(ends), Enum.Parse<ExecutionStatus>(status, ignoreCase: true), Enum.Parse<Outcome>(outcome), Words(shown)));
            }
            else
            {
                throw new FormatException($"'{line}' is no line of the table for {jobs.Length} jobs.");
            }
        }

        return rows.ToImmutable();
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
