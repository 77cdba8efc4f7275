using System.Collections.Immutable;
using System.Text.Json;
using Dashboard.Actions;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Domain.Schedules;
using Dashboard.Domain.Schedules.Documents;
using Dashboard.Features.Executions.Changes;
using Dashboard.Features.Schedules.Expressions;
using Dashboard.Live;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>An edit of a schedule that a program asks for: held to the same rules as the page's form.</summary>
public sealed class EditRequest(ChangeRequest request, ScheduleLookup schedules, TimeProvider time, IStringLocalizer<ProgramWords> l, IStringLocalizer<ScheduleWords> words)
{
    /// <returns>As <see cref="ChangeRequest.RunAsync"/>; 400 also for what AWS would refuse, 409 where it is no longer as it was seen.</returns>
    public async Task<IResult> RunAsync(ScheduleEndpoints.AskEdit ask)
    {
        if (await request.RefuseForgedAsync() is { } forged)
        {
            return forged;
        }

        if (Misfit(ask) is { } wrong)
        {
            return ChangeRequest.Sentence(StatusCodes.Status400BadRequest, wrong);
        }

        var (now, missing) = await schedules.FindAsync(ask.Group, ask.Name);
        if (now is null)
        {
            return missing!;
        }

        ImmutableArray<MemberEdit> edits = [.. ask.Edits!.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new MemberEdit(e.Key, e.Value.ValueKind == JsonValueKind.Null ? null : e.Value.GetRawText()))];
        var change = new EditScheduleChange(now.Document, edits, ScheduleTarget.Machine(now.TargetArn, now.Input));

        // Whoever may not do it is told so, and so is whoever asks again what came of it.
        if (await request.IsNewAsync(change, ask.RequestId))
        {
            if (Meanwhile(ask.Seen, now) is { } meanwhile)
            {
                return request.Sentence(new ActionResult(ActionOutcome.Failed, Failure: AwsFailure.Conflict, Detail: meanwhile), change.Action);
            }

            if (Problem(change) is { } problem)
            {
                return ChangeRequest.Sentence(StatusCodes.Status400BadRequest, problem);
            }
        }

        return await request.RunAsync(change, ask.Reason, ask.RequestId);
    }

    // What is wrong with the request itself: AWS is not asked for anything.
    private string? Misfit(ScheduleEndpoints.AskEdit ask) =>
        ask.Edits is not { Count: > 0 } edits ? words["Block_NothingChanged"].Value
        : edits.Keys.FirstOrDefault(path => !EditableMembers.Contains(path)) is { } unknown ? l["Member", unknown, EditableMembers.Names].Value
        : edits.Select(e => (e.Key, Takes: EditableMembers.Misfit(e.Key, e.Value))).FirstOrDefault(e => e.Takes is not null) is { Takes: { } takes } misfit ? l["Takes_" + takes, misfit.Key].Value
        : edits.TryGetValue(ScheduleDraft.ExpressionPath, out var text) && !ScheduleExpression.TryParse(EditableMembers.Text(text) ?? "", out _, out var error) ? ScheduleErrorWords.Sentence(error, words)
        : ask.Seen.ValueKind == JsonValueKind.Object || ProgramTime.Read(ask.Seen) is not null ? null
        : l["Seen"].Value;

    // What changed since the program looked; null where nothing did.
    private static string? Meanwhile(JsonElement seen, ScheduleDetail now)
    {
        if (seen.ValueKind != JsonValueKind.Object)
        {
            var written = now.LastModifiedAt ?? now.CreatedAt;
            return written == ProgramTime.Read(seen) ? null : $"LastModificationDate: {written:O}";
        }

        try
        {
            var changes = ScheduleDocument.Differences(ScheduleDocument.Parse(seen.GetRawText()), now.Document);
            return changes.IsEmpty ? null : string.Join(", ", changes.Select(c => c.Path));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // A member named twice: so AWS never gave it.
            return e.Message;
        }
    }

    private string? Problem(EditScheduleChange change)
    {
        var draft = change.Edits.Aggregate(ScheduleDraft.Of(change.Seen), (so, edit) => so.Set(edit.Path, edit.Json));
        return ScheduleCheck.Create(draft, change.Seen, mayChange: true, time.GetUtcNow()).Block is { } block ? words["Block_" + block].Value
            : ScheduleTarget.Machine(draft.Schedule.TargetArn, draft.Schedule.Input) != change.Machine ? l["OtherMachine"].Value
            : null;
    }
}
