using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dashboard.EndToEnd.Support;

/// <summary>A program in place of a browser: it signs in like a person and then asks straight at the endpoints.</summary>
public sealed partial class ProgramClient : IDisposable
{
    private readonly HttpClient _http;
    private string _token = "";

    private ProgramClient(Uri dashboard) =>
        _http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = dashboard };

    /// <summary>Signed in by a click of the demonstration.</summary>
    public static async Task<ProgramClient> SignInAsync(Uri dashboard, string role, CancellationToken cancellationToken)
    {
        var client = new ProgramClient(dashboard);
        var form = new Dictionary<string, string> { ["role"] = role, ["__RequestVerificationToken"] = await client.TokenAsync("/login", cancellationToken) };
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client._http.PostAsync(new Uri("/login/demo", UriKind.Relative), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
        client._token = (string)(await client._http.GetFromJsonAsync<JsonObject>(new Uri("/api/token", UriKind.Relative), cancellationToken))!["token"]!;
        return client;
    }

    /// <summary>Signed in by the link of Personal mode.</summary>
    public static async Task<ProgramClient> SignInByLinkAsync(Uri dashboard, string token, CancellationToken cancellationToken)
    {
        var client = new ProgramClient(dashboard);
        await client._http.GetStringAsync(new Uri($"/login?t={token}", UriKind.Relative), cancellationToken);
        client._token = (string)(await client._http.GetFromJsonAsync<JsonObject>(new Uri("/api/token", UriKind.Relative), cancellationToken))!["token"]!;
        return client;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Asks for a change, and gives the status and the answer.</summary>
    public async Task<(HttpStatusCode Status, JsonObject? Answer)> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", _token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return (answer.StatusCode, answer.Content.Headers.ContentLength == 0 ? null : await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken));
    }

    /// <summary>Sends any text as JSON, and gives the status and the answer.</summary>
    /// <param name="forged">Without the token: only the cookie comes along, as with another site's form.</param>
    public async Task<(HttpStatusCode Status, string Answer)> PostTextAsync(string path, string body, CancellationToken cancellationToken, bool forged = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (!forged)
        {
            request.Headers.Add("RequestVerificationToken", _token);
        }

        using var answer = await _http.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>The rows of the audit log that fit, as its export gives them.</summary>
    public async Task<JsonArray> AuditAsync(string query, CancellationToken cancellationToken) =>
        (await _http.GetFromJsonAsync<JsonArray>(new Uri("/audit/export.json" + query, UriKind.Relative), cancellationToken))!;

    private async Task<string> TokenAsync(string path, CancellationToken cancellationToken) =>
        TokenField().Match(await _http.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken)).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex TokenField();
}
