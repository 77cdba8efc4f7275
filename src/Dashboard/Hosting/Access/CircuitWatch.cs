using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Hosting.Access;

/// <summary>Counts a page while it is connected.</summary>
internal sealed class CircuitWatch(CircuitUse use, OpenPages pages, AuthenticationStateProvider authentication, DashboardOptions options) : CircuitHandler
{
    private string? _counted;

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _counted ??= Person.Key((await authentication.GetAuthenticationStateAsync()).User);
        use.IsTooMany = pages.Open(_counted) > options.MostPages && options.MostPages > 0;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Close(_counted!);
        return Task.CompletedTask;
    }
}
