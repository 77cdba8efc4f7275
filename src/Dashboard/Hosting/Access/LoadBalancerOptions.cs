namespace Dashboard.Hosting.Access;

/// <summary>The settings under <c>Dashboard:LoadBalancer</c>: an AWS Application Load Balancer that signs people in before they reach the dashboard.</summary>
public sealed class LoadBalancerOptions
{
    /// <summary>The load balancer's ARN. What another one signed is worth nothing.</summary>
    public string? Arn { get; set; }

    /// <summary>The issuer that the load balancer's authenticate action names.</summary>
    public string? Issuer { get; set; }

    /// <summary>The client id of the load balancer at that issuer.</summary>
    public string? ClientId { get; set; }

    /// <summary>Where AWS publishes the load balancers' public keys; made of the ARN's region where it is not given.</summary>
    public string? KeysUrl { get; set; }

    /// <summary>Where sign-out goes once the load balancer's cookies are gone: the provider's sign-out address.</summary>
    public string? SignOutUrl { get; set; }

    /// <summary>The region in the ARN.</summary>
    public string Region => Arn?.Split(':') is { Length: > 3 } parts ? parts[3] : "";
}
