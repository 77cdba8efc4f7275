using System.Security.Claims;
using Dashboard.Actions;

namespace Dashboard.Hosting.Access;

/// <summary>Somebody who signed in, as claims: the one place that makes them, whoever vouches for the person.</summary>
internal static class Person
{
    /// <summary>The session that the person's cookie belongs to.</summary>
    public const string SessionClaim = "dashboard:session";

    // What providers call somebody, the best to read first.
    private static readonly string[] NameClaims = ["name", "preferred_username", "email", "cognito:username", "username"];

    /// <param name="subject">What stays the same when the name changes.</param>
    public static ClaimsPrincipal Create(HttpContext context, string scheme, string name, string subject, IEnumerable<Role> roles, IEnumerable<string>? groups = null) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, name),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
            .. (groups ?? []).Select(group => new Claim(Rights.GroupClaim, group)),
            new Claim(ActionRunner.SubjectClaim, subject),
            new Claim(ActionRunner.AddressClaim, context.Connection.RemoteIpAddress?.ToString() ?? ""),
        ],
        scheme));

    /// <summary>Of what a provider says. Null where it does not say who it is.</summary>
    public static ClaimsPrincipal? Create(HttpContext context, string scheme, IReadOnlyCollection<Claim> said, SignInOptions options, RoleMapping mapping)
    {
        if (Find(said, "sub") is not { Length: > 0 } subject)
        {
            return null;
        }

        var name = (options.NameClaim is { Length: > 0 } claim ? Find(said, claim) : null) ?? NameClaims.Select(c => Find(said, c)).FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)) ?? subject;
        return Create(context, scheme, name, $"{Find(said, "iss")}#{subject}", mapping.RolesOf(said), mapping.GroupsOf(said));
    }

    /// <summary>Who it is for counting: the subject, else the name.</summary>
    public static string Key(ClaimsPrincipal person) => person.FindFirstValue(ActionRunner.SubjectClaim) ?? person.Identity?.Name ?? "";

    private static string? Find(IEnumerable<Claim> claims, string type) => claims.FirstOrDefault(c => c.Type == type)?.Value;
}
