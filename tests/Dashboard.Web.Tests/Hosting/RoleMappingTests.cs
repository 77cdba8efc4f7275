using System.Security.Claims;
using Dashboard.Actions;
using Dashboard.Hosting.Access;
using Xunit;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>What a provider says of somebody, and what that lets them do here.</summary>
public sealed class RoleMappingTests
{
    private const string Map = "lookers=Viewer; batch operators = operator ;CN=planners,OU=batch=ScheduleEditor\nadmins=Administrator;admins=Operator";

    [Theory]
    [InlineData("lookers", "Viewer")]
    [InlineData("batch operators", "Operator")]
    [InlineData("CN=planners,OU=batch", "ScheduleEditor")]
    [InlineData("admins", "Operator,Administrator")]
    [InlineData("[lookers, batch operators]", "Viewer,Operator")]
    [InlineData("lookers|lookers|admins|strangers", "Viewer,Operator,Administrator")]
    [InlineData("Lookers", "")]
    [InlineData("not admins", "")]
    [InlineData("strangers, admins", "")]
    [InlineData("Administrator", "")]
    [InlineData("", "")]
    public void Each_value_gives_its_role_and_nothing_that_only_looks_like_it(string values, string roles) =>
        Assert.Equal(roles, string.Join(',', new RoleMapping(new SignInOptions { RoleClaim = "groups", Roles = Map }).RolesOf([.. values.Split('|').Select(v => new Claim("groups", v)), new Claim("roles", "admins")])));

    [Fact]
    public void The_default_is_for_those_to_whom_nothing_else_is_given()
    {
        var mapping = new RoleMapping(new SignInOptions { Roles = Map, DefaultRole = "Viewer" });
        Assert.Equal([Role.Viewer], mapping.RolesOf([]));
        Assert.Equal([Role.Operator], mapping.RolesOf([new Claim("roles", "batch operators")]));
    }

    [Fact]
    public void Of_a_persons_groups_those_count_that_a_grant_names()
    {
        var mapping = new RoleMapping(new SignInOptions { RoleClaim = "groups", DefaultRole = "Viewer" }, ["night-shift", "billing"]);
        Assert.Equal(["night-shift"], mapping.GroupsOf([new Claim("groups", "all staff"), new Claim("groups", "night-shift"), new Claim("roles", "billing")]));
    }
}
