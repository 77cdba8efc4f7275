namespace Dashboard.Hosting.Access;

/// <summary>The settings under <c>Dashboard:SignIn</c>: who signs people in for Team mode by OpenID Connect, and what they may do.</summary>
public sealed class SignInOptions
{
    /// <summary>The provider's address; its discovery document is below it.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string Scopes { get; set; } = "openid profile email";

    /// <summary>The claim with the name to show and to write into the audit log; without it the usual ones are tried.</summary>
    public string? NameClaim { get; set; }

    /// <summary>The claim that says what somebody may do.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What its values mean here: <c>value=Role</c>, several divided by semicolons.</summary>
    public string? Roles { get; set; }

    /// <summary>The role of those to whom the mapping gives none; without it they do not come in.</summary>
    public string? DefaultRole { get; set; }

    /// <summary>Whom to ask for a role: a name, an address, a channel. Shown to those who have none.</summary>
    public string? Contact { get; set; }

    /// <summary>Where sign-out goes in place of the provider's end-session endpoint.</summary>
    public string? SignOutUrl { get; set; }
}
