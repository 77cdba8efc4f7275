using System.Security.Claims;
using Dashboard.Actions;
using Xunit;

namespace Dashboard.Web.Tests.Actions;

public sealed class RightsTests
{
    [Theory]
    [InlineData(Role.Viewer, false, false)]
    [InlineData(Role.Operator, true, false)]
    [InlineData(Role.ScheduleEditor, false, true)]
    [InlineData(Role.Administrator, true, true)]
    public void Each_role_may_do_what_the_table_says(Role role, bool rerun, bool changeSchedule)
    {
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString())], "test"));
        Assert.Equal((rerun, rerun), (Rights.Allow(person, DashboardAction.Redrive), Rights.Allow(person, DashboardAction.Stop)));
        Assert.Equal((rerun, changeSchedule), (Rights.Allow(person, DashboardAction.Rerun), Rights.Allow(person, DashboardAction.ChangeSchedule)));
    }

    [Fact]
    public void Nobody_may_do_anything()
    {
        foreach (var action in Enum.GetValues<DashboardAction>())
        {
            Assert.False(Rights.Allow(new ClaimsPrincipal(new ClaimsIdentity()), action));
        }
    }
}
