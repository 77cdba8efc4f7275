#nullable disable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using Amazon.Util.Internal;

namespace Amazon.JsonSubset;

/// <summary>Base of the subset's service clients: the SDK's own pipeline, with our endpoint and auth handlers.</summary>
public abstract class JsonServiceClient : AmazonServiceClient
{
    private readonly IServiceMetadata _metadata;

    private protected JsonServiceClient(AWSCredentials credentials, JsonServiceConfig config)
        : base(credentials, config) => _metadata = new Metadata(config.ServiceId);

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => _metadata ?? new Metadata(Config.ServiceId);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    private protected Task<TResponse> Call<TRequest, TResponse>(
        JsonOperation<TRequest, TResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions { RequestMarshaller = operation, ResponseUnmarshaller = operation },
            cancellationToken);

    /// <summary>The endpoint that a request would go to.</summary>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    private sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId { get; } = serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
    }

    private sealed class SigV4Handler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;
    }
}

/// <summary>Configuration common to the subset's clients.</summary>
public abstract class JsonServiceConfig : ClientConfig
{
    private static readonly DefaultConfiguration Standard = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(3100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(3100),
    };

    private static readonly DefaultConfiguration InRegion = new()
    {
        Name = DefaultConfigurationMode.InRegion,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(1100),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(1100),
    };

    private protected JsonServiceConfig(string serviceId, string endpointPrefix, string signingName, string apiVersion)
        : base(new DefaultConfigurationProvider([Standard, InRegion]))
    {
        ServiceId = serviceId;
        RegionEndpointServiceName = endpointPrefix;
        AuthenticationServiceName = signingName;
        ServiceVersion = apiVersion;
        UserAgent = InternalSDKUtils.BuildUserAgentString(serviceId, "4.0.0");
        EndpointProvider = new RegionalEndpointProvider(endpointPrefix);
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName { get; }

    /// <inheritdoc/>
    public override string ServiceVersion { get; }

    /// <inheritdoc/>
    public override string UserAgent { get; }

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new RegionalEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(
            new RequestContext(false)
            {
                ClientConfig = this,
                OriginalRequest = parameters.Request,
                Request = new DefaultRequest(parameters.Request, ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint },
            },
            null));
}

internal sealed class RegionalEndpointParameters : EndpointParameters
{
    public string Region { get => (string)this[nameof(Region)]; init => this[nameof(Region)] = value; }

    public bool UseDualStack { get => (bool)this[nameof(UseDualStack)]; init => this[nameof(UseDualStack)] = value; }

    public bool UseFips { get => (bool)this["UseFIPS"]; init => this["UseFIPS"] = value; }

    public string Url { get => (string)this["Endpoint"]; init => this["Endpoint"] = value; }
}

internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        var region = requestContext.Request.AlternateEndpoint?.SystemName
            ?? config.RegionEndpoint?.SystemName
            ?? (string.IsNullOrEmpty(config.AuthenticationRegion)
                ? RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName
                : config.AuthenticationRegion);
        return new RegionalEndpointParameters
        {
            Region = region,
            UseDualStack = config.UseDualstackEndpoint,
            UseFips = config.UseFIPSEndpoint,
            Url = config.ServiceURL,
        };
    }

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);
}

/// <summary>The rule that the four services share: https://PREFIX[-fips].REGION.SUFFIX.</summary>
internal sealed class RegionalEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var p = (RegionalEndpointParameters)parameters;
        if (!string.IsNullOrEmpty(p.Url))
        {
            return new Endpoint(p.Url);
        }

        var partition = Fn.Partition(p.Region)
            ?? throw new AmazonClientException("Invalid Configuration: Missing Region");
        var suffix = (string)Fn.GetAttr(partition, p.UseDualStack ? "dualStackDnsSuffix" : "dnsSuffix");
        return new Endpoint($"https://{prefix}{(p.UseFips ? "-fips" : "")}.{p.Region}.{suffix}");
    }
}
