using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Executions;

/// <summary>The short texts that the graph, the tables and the panel share.</summary>
public sealed class ViewWords(IStringLocalizer<ExecutionWords> page, IStringLocalizer<Words> shared)
{
    public string this[string key, params object[] arguments] => page[key, arguments];

    public string Outcome(Outcome outcome) => shared[OutcomeLook.For(outcome).Key];

    public string Duration(TimeSpan duration) => Durations.Text(duration, shared);

    /// <summary>The outcome with its exit code: <c>Abnormal 1</c>.</summary>
    public string OutcomeWithCode(Outcome outcome, int? exitCode) => exitCode is { } code ? $"{Outcome(outcome)} {code}" : Outcome(outcome);

    /// <summary>A branch's number as operators write it: ① to ⑳, then (21).</summary>
    public static string Circled(int index) => index < 20 ? ((char)('①' + index)).ToString() : $"({index + 1})";

    /// <summary>The outcome as one character, for where no glyph can be drawn.</summary>
    public static string Sign(Outcome outcome) => outcome switch
    {
        Domain.Tasks.Outcome.Normal => "●",
        Domain.Tasks.Outcome.Warning => "▲",
        Domain.Tasks.Outcome.Abnormal => "✕",
        Domain.Tasks.Outcome.TimedOut => "◷",
        Domain.Tasks.Outcome.FailedToStart => "⊘",
        Domain.Tasks.Outcome.AbortedBySibling => "□",
        Domain.Tasks.Outcome.AbortedByUser => "■",
        Domain.Tasks.Outcome.Running => "○",
        _ => "–",
    };

    public BranchLine Branch(BranchOutcome branch)
    {
        var marker = branch.Marker is { } m ? page["Branch_Marker", m].Value : null;
        string?[] parts = [Circled(branch.Index), branch.ExitCode?.ToString(CultureInfo.InvariantCulture), Sign(branch.Outcome), marker];
        string?[] words = [page["Branch_Label", branch.Index + 1, branch.FirstState], OutcomeWithCode(branch.Outcome, branch.ExitCode), marker];
        return new BranchLine(branch.Index, OutcomeLook.For(branch.Outcome).CssClass, string.Join(' ', parts.OfType<string>()), string.Join(", ", words.OfType<string>()));
    }
}
