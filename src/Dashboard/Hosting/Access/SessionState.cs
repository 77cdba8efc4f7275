using System.Security.Claims;
using Dashboard.Store.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Dashboard.Hosting.Access;

/// <summary>Who looks at an open page. A page is a request that does not end, so the session is asked now and then whether it goes on; where it does not, nobody looks any more.</summary>
internal sealed class SessionState(ILoggerFactory loggers, DashboardOptions options, SessionBook book, CircuitUse use, TimeProvider time) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    protected override TimeSpan RevalidationInterval => new[] { AtMost, options.Session.Idle / 4, options.Session.Longest / 4 }.Min();

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.FindFirstValue(Person.SessionClaim) is { } id)
        {
            return await book.IsOpenAsync(id, options.Session, cancellationToken: cancellationToken);
        }

        // By a load balancer: its own session is asked when the page is opened again.
        return time.GetUtcNow() - use.OpenedAt < options.Session.Longest;
    }
}
