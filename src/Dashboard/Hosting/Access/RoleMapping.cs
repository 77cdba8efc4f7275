using System.Security.Claims;
using Dashboard.Actions;

namespace Dashboard.Hosting.Access;

/// <summary>Which claim value gives which role.</summary>
internal sealed class RoleMapping
{
    private readonly string _claim;
    private readonly ILookup<string, Role> _roles;
    private readonly Role? _otherwise;

    private readonly HashSet<string> _groups;

    /// <param name="groups">The groups that make a difference: a person is in no other one here.</param>
    /// <exception cref="StartRefusedException">A role is none, or nobody would have one.</exception>
    public RoleMapping(SignInOptions options, IEnumerable<string>? groups = null)
    {
        _groups = new(groups ?? [], StringComparer.Ordinal);
        _claim = options.RoleClaim;
        _roles = Read(options.Roles).ToLookup(r => r.Value, r => r.Role, StringComparer.Ordinal);
        _otherwise = options.DefaultRole is { Length: > 0 } role ? Known(role, "Dashboard__SignIn__DefaultRole") : null;
        if (_roles.Count == 0 && _otherwise is null)
        {
            throw new StartRefusedException("Nobody would have a role: Dashboard__SignIn__Roles is missing, such as 'batch-operators=Operator; batch-admins=Administrator'; or give everybody one with Dashboard__SignIn__DefaultRole=Viewer.");
        }
    }

    /// <summary>The roles that the claims give, each once; none where nothing fits and there is no default.</summary>
    public IReadOnlyList<Role> RolesOf(IEnumerable<Claim> claims)
    {
        List<Role> mapped = [.. claims.Where(c => c.Type == _claim).SelectMany(c => Values(c.Value)).SelectMany(value => _roles[value]).Distinct().Order()];
        return mapped.Count > 0 ? mapped : _otherwise is { } role ? [role] : [];
    }

    /// <summary>The groups that the claims name, of those that make a difference.</summary>
    public IReadOnlyList<string> GroupsOf(IEnumerable<Claim> claims) => [.. claims.Where(c => c.Type == _claim).SelectMany(c => Values(c.Value)).Where(_groups.Contains).Distinct()];

    // A list becomes several claims on its way here. Amazon Cognito writes what another provider gave it as one text: [a, b]. Nothing else is taken
    // apart: a group called "not operators" must not become one called "operators".
    private static IEnumerable<string> Values(string value) =>
        value is ['[', .., ']'] ? value[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [value];

    private static IEnumerable<(string Value, Role Role)> Read(string? mapping)
    {
        foreach (var pair in mapping?.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            // The last one: the name of a group may have some itself (CN=operators,OU=batch).
            var sign = pair.LastIndexOf('=');
            if (sign < 1)
            {
                throw new StartRefusedException($"Dashboard__SignIn__Roles has '{pair}', which is no 'value=Role'.");
            }

            yield return (pair[..sign].Trim(), Known(pair[(sign + 1)..].Trim(), "Dashboard__SignIn__Roles"));
        }
    }

    private static Role Known(string name, string setting) =>
        Enum.GetNames<Role>().FirstOrDefault(r => r.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } role
            ? Enum.Parse<Role>(role)
            : throw new StartRefusedException($"{setting} names the role '{name}'. It can be {string.Join(", ", Enum.GetNames<Role>())}.");
}
