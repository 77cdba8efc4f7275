using System.Security.Claims;

namespace Dashboard.Actions;

/// <summary>Which role may do what: the one table. The buttons read it, and so does the runner that does the work.</summary>
public static class Rights
{
    /// <summary>The roles that may do it.</summary>
    public static IReadOnlyList<Role> RolesFor(DashboardAction action) => action switch
    {
        DashboardAction.Rerun or DashboardAction.Redrive or DashboardAction.Stop => [Role.Operator, Role.Administrator],
        DashboardAction.ChangeSchedule => [Role.ScheduleEditor, Role.Administrator],
        _ => [],
    };

    /// <summary>Whether this person may do it.</summary>
    public static bool Allow(ClaimsPrincipal user, DashboardAction action) => RolesFor(action).Any(role => user.IsInRole(role.ToString()));
}
