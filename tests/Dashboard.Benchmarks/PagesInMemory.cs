using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;

namespace Dashboard.Benchmarks;

/// <summary>Gives the same pages again and again below the AWS client, so that only the client's own work is measured.</summary>
internal sealed class PagesInMemory(IReadOnlyList<byte[]> pages) : HttpClientFactory, IDisposable
{
    private readonly Handler _handler = new(pages);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(_handler, false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _handler.Dispose();

    private sealed class Handler(IReadOnlyList<byte[]> pages) : HttpMessageHandler
    {
        private int _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(pages[_next++ % pages.Count]);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
