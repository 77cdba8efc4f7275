using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Ui;

namespace Dashboard.Features.Schedules;

/// <summary>What stands in the form: a schedule as it was when the typing began, and which of its members are to be changed. What is not touched is not in it.</summary>
public sealed class ScheduleDraft
{
    public const string ExpressionPath = "ScheduleExpression";
    public const string ZonePath = "ScheduleExpressionTimezone";
    public const string StatePath = "State";
    public const string StartPath = "StartDate";
    public const string EndPath = "EndDate";
    public const string WindowModePath = "FlexibleTimeWindow/Mode";
    public const string WindowPath = "FlexibleTimeWindow/MaximumWindowInMinutes";
    public const string InputPath = "Target/Input";
    public const string RetriesPath = "Target/RetryPolicy/MaximumRetryAttempts";
    public const string AgePath = "Target/RetryPolicy/MaximumEventAgeInSeconds";
    public const string DeadLetterPath = "Target/DeadLetterConfig";
    public const string DescriptionPath = "Description";
    public const string CompletionPath = "ActionAfterCompletion";

    private ScheduleDraft(ScheduleDocument @base, ImmutableSortedDictionary<string, string?> changes)
    {
        (Base, Changes) = (@base, changes);
        Schedule = new ScheduleDetail(IsChanged ? @base.With(Edits) : @base);
    }

    /// <summary>The schedule when the typing began.</summary>
    public ScheduleDocument Base { get; }

    /// <summary>JSON text by path; null for a member that is to go.</summary>
    public ImmutableSortedDictionary<string, string?> Changes { get; }

    /// <summary>The schedule as it would be.</summary>
    public ScheduleDetail Schedule { get; }

    /// <summary>A schedule with nothing changed yet.</summary>
    public static ScheduleDraft Of(ScheduleDocument schedule) => new(schedule, ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal));

    /// <summary>What has to be changed.</summary>
    public ImmutableArray<MemberEdit> Edits => [.. Changes.Select(c => new MemberEdit(c.Key, c.Value))];

    public bool IsChanged => !Changes.IsEmpty;

    /// <summary>Where its fires would count from: a rate that is written without a start to come counts from then.</summary>
    public DateTimeOffset? CountsFrom(DateTimeOffset now) =>
        IsChanged && !(Schedule.StartDate > now) && Schedule.Expression.StartsWith("rate(", StringComparison.Ordinal) ? now : Schedule.CountsFrom;

    /// <summary>With one member holding another value; one that it held in the beginning is no change.</summary>
    /// <param name="json">JSON text; null for none.</param>
    public ScheduleDraft Set(string path, string? json)
    {
        // What is set inside a member stands in place of what was to become of the whole, and the other way round.
        var others = Changes.RemoveRange(Changes.Keys.Where(k => k.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(k + "/", StringComparison.Ordinal)));
        return new ScheduleDraft(Base, Same(Base.Value(path), json) ? others.Remove(path) : others.SetItem(path, json));
    }

    /// <inheritdoc cref="Set"/>
    /// <param name="text">Empty for none.</param>
    public ScheduleDraft SetText(string path, string? text) => Set(path, string.IsNullOrEmpty(text) ? null : JsonSerializer.Serialize(text, ReadableJson.Compact));

    public ScheduleDraft SetTime(string path, DateTimeOffset? time) => Set(path, time?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public ScheduleDraft SetNumber(string path, int? number) => Set(path, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same changes on what AWS holds by now. What it holds already is no change any more.</summary>
    public ScheduleDraft On(ScheduleDocument now) => Changes.Aggregate(Of(now), (draft, change) => draft.Set(change.Key, change.Value));

    /// <summary>What somebody else changed since, beside what is changed here.</summary>
    public ImmutableArray<ThreeWayRow> Against(ScheduleDocument now) =>
        [.. ScheduleDocument.Differences(Base, now).Select(c => new ThreeWayRow(c.Path, c.Before, c.After, Changes.TryGetValue(c.Path, out var mine) ? mine : c.Before, Changes.ContainsKey(c.Path)))];

    private static bool Same(string? a, string? b) => a is null || b is null ? a == b : JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b));
}
