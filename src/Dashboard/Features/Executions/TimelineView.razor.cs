using System.Globalization;
using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Timelines;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Features.Executions;

/// <summary>The execution over time.</summary>
public sealed partial class TimelineView : ComponentBase
{
    // Beyond this part of the axis a label has no room behind its bar.
    private const double LastRoom = 0.8;

    private ExecutionPicture? _of;
    private Timeline _timeline = default!;
    private List<TimelineRow> _rows = [];

    [Parameter, EditorRequired]
    public required ExecutionPicture Picture { get; set; }

    [Parameter]
    public StateVisit? Selected { get; set; }

    [Parameter, EditorRequired]
    public required Func<StateVisit, string> Link { get; set; }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Options.TimeZone);

    private string MarkFormat => (_timeline.Axis.End - _timeline.Axis.Start) switch
    {
        { TotalHours: > 20 } => "MM-dd HH:mm",
        { TotalMinutes: > 20 } => "HH:mm",
        _ => "HH:mm:ss",
    };

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_of, Picture))
        {
            _of = Picture;
            _timeline = Timeline.Create(Picture.Snapshot, Picture.AsOf);
            _rows = [.. _timeline.Rows];
        }
    }

    private bool IsSelected(TimelineRow row) => row.Iterations == 0 && row.Visit.EnteredId == Selected?.EnteredId;

    private string Place(TimelineBar bar)
    {
        var (left, right) = (_timeline.Axis.At(bar.Start), _timeline.Axis.At(bar.End));
        return $"left:{Percent(left)};width:{Percent(right - left)}";
    }

    // Behind its bar; where that has no room, before it; where neither has, on it.
    private string LabelSide(TimelineRow row) =>
        _timeline.Axis.At(row.Bars[^1].End) <= LastRoom ? "behind" : _timeline.Axis.At(row.Bars[0].Start) >= 1 - LastRoom ? "before" : "on";

    private string LabelPlace(TimelineRow row) => LabelSide(row) switch
    {
        "behind" => $"left:{Percent(_timeline.Axis.At(row.Bars[^1].End))}",
        "before" => $"right:{Percent(1 - _timeline.Axis.At(row.Bars[0].Start))}",
        _ => $"right:{Percent(1 - _timeline.Axis.At(row.Bars[^1].End))}",
    };

    // Exit code, duration and tries: what the bar's colour does not say.
    private string Label(TimelineRow row)
    {
        var last = row.Bars[^1];
        var lasted = last.End - row.Bars[0].Start;
        string?[] parts =
        [
            last.ExitCode?.ToString(CultureInfo.InvariantCulture),
            lasted >= TimeSpan.FromSeconds(1) ? L.Duration(lasted) : null,
            row.Bars.Length > 1 && row.Iterations == 0 ? $"×{row.Bars.Length}" : null,
        ];
        return $"{ViewWords.Sign(row.Iterations > 0 ? last.Outcome : row.Visit.Outcome)} {string.Join(" · ", parts.OfType<string>())}";
    }

    private string Say(TimelineRow row, TimelineBar bar)
    {
        var times = $"{Zones.Format(bar.Start, Zone, "HH:mm:ss")} – {(bar.IsOpen ? L["Timeline_Now"] : Zones.Format(bar.End, Zone, "HH:mm:ss"))} ({L.Duration(bar.End - bar.Start)})";
        var attempt = bar.Attempt is { } number && row.Bars.Length > 1 ? L["Timeline_Attempt", number] : null;
        return string.Join(", ", new[] { row.Visit.Name, attempt, L.OutcomeWithCode(bar.Outcome, bar.ExitCode), times }.OfType<string>());
    }

    private static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(part, 0, 1) * 100:0.###}%");
}
