using System.Text.RegularExpressions;
using Dashboard.Actions;
using Dashboard.Aws;
using Dashboard.Aws.Scheduler;
using Dashboard.Features.Executions.Changes;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;

namespace Dashboard.Features.Schedules.Programs;

/// <summary>Finds the schedule that a program names, or says why not.</summary>
public sealed partial class ScheduleLookup(SchedulerGateway scheduler, IStringLocalizer<ProgramWords> l, IStringLocalizer<Words> words)
{
    /// <summary>As AWS has it now: what the program says of it is not trusted, as its rights depend on it.</summary>
    public async Task<(ScheduleDetail? Schedule, IResult? Missing)> FindAsync(string? group, string? name)
    {
        if (group is null || name is null || !NameRegex().IsMatch(group) || !NameRegex().IsMatch(name))
        {
            return (null, ChangeRequest.Sentence(StatusCodes.Status400BadRequest, l["Name"]));
        }

        try
        {
            return (await scheduler.GetAsync(group, name), null);
        }
        catch (AwsRequestException e)
        {
            var sentence = ActionWords.Sentence(new ActionResult(ActionOutcome.Failed, Failure: e.Kind, Detail: e.Message), DashboardAction.ChangeSchedule, words)!;
            return (null, ChangeRequest.Sentence(e.Kind == AwsFailure.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status502BadGateway, sentence));
        }
    }

    // As EventBridge Scheduler's API reference gives it; "." and ".." would be another address.
    [GeneratedRegex(@"^(?!\.{1,2}\z)[0-9a-zA-Z_.-]{1,64}\z")]
    private static partial Regex NameRegex();
}
