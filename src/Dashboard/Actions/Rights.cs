using System.Security.Claims;
using Dashboard.Actions.Changes;
using Dashboard.Aws;
using Dashboard.Hosting;
using Dashboard.Live;

namespace Dashboard.Actions;

/// <summary>Who may do what, and where: the one table. The buttons read it, and so does the runner that does the work.</summary>
public sealed class Rights(DashboardOptions options, MachineTags tags)
{
    /// <summary>The tag of a state machine on which every change needs a second person: <c>dashboard:approval=two-person</c>.</summary>
    public const string ApprovalTag = "dashboard:approval";

    public const string TwoPerson = "two-person";

    /// <summary>The claim for each group that the sign-in names a person in.</summary>
    public const string GroupClaim = "group";

    /// <summary>The roles that do such things.</summary>
    public static IReadOnlyList<Role> RolesFor(DashboardAction action) => action switch
    {
        DashboardAction.Rerun or DashboardAction.Redrive or DashboardAction.Stop or DashboardAction.RunTask or DashboardAction.StopTask => [Role.Operator, Role.Administrator],
        DashboardAction.RunNow => [Role.Operator, Role.Administrator],
        DashboardAction.PlanSchedule => [Role.Operator, Role.ScheduleEditor, Role.Administrator],
        DashboardAction.ChangeSchedule => [Role.ScheduleEditor, Role.Administrator],
        DashboardAction.CreateSchedule or DashboardAction.DeleteSchedule => [Role.Administrator],
        _ => [],
    };

    /// <summary>Whether this person may make this change now.</summary>
    /// <remarks>Tags are at most a minute old.</remarks>
    public async Task<Ruling> JudgeAsync(ClaimsPrincipal user, Change change, CancellationToken cancellationToken = default)
    {
        var strictest = Ruling.Allowed;
        foreach (var machine in change.Touched)
        {
            var ruling = await JudgeAsync(user, change.Action, change.Target, machine, cancellationToken);
            if (ruling is not (Ruling.Allowed or Ruling.NeedsSecondPerson))
            {
                return ruling;
            }

            strictest = ruling == Ruling.NeedsSecondPerson ? ruling : strictest;
        }

        return strictest;
    }

    /// <inheritdoc cref="JudgeAsync(ClaimsPrincipal, Change, CancellationToken)"/>
    /// <param name="target">The ARN of what would be changed.</param>
    /// <param name="machineArn">The state machine that it touches; null for none.</param>
    public async Task<Ruling> JudgeAsync(ClaimsPrincipal user, DashboardAction action, string target, string? machineArn, CancellationToken cancellationToken = default)
    {
        var roles = RolesFor(action).Where(role => user.IsInRole(role.ToString())).ToList();
        if (roles.Count == 0)
        {
            return Ruling.WrongRole;
        }

        if (options.IsOff(action))
        {
            return Ruling.SwitchedOff;
        }

        if (machineArn is null)
        {
            return roles.Any(role => Granted(user, role, target, null, MachineTags.None)) ? Ruling.Allowed : Ruling.OutsideGrants;
        }

        if (!NeedsTags)
        {
            return roles.Any(role => Granted(user, role, target, Arn.Name(machineArn), MachineTags.None)) ? Ruling.Allowed : Ruling.OutsideGrants;
        }

        IReadOnlyDictionary<string, string> known;
        try
        {
            known = await tags.NowAsync(machineArn, cancellationToken);
        }
        catch (AwsRequestException)
        {
            return Ruling.TagsUnknown;
        }

        return !roles.Any(role => Granted(user, role, target, Arn.Name(machineArn), known)) ? Ruling.OutsideGrants
            : !options.SecondPerson || known.GetValueOrDefault(ApprovalTag) != TwoPerson ? Ruling.Allowed
            : options.Mode == DashboardMode.Personal ? Ruling.NobodyElse
            : Ruling.NeedsSecondPerson;
    }

    private bool NeedsTags => options.SecondPerson || options.Grants.Any(g => g.Tag is not null);

    private bool Granted(ClaimsPrincipal user, Role role, string target, string? machine, IReadOnlyDictionary<string, string> known)
    {
        var grants = options.Grants.Where(g => g.Role == role).ToList();
        return grants.Count == 0 || grants.Any(g => (g.Group is null || user.HasClaim(GroupClaim, g.Group)) && g.Covers(target, machine, known));
    }
}
