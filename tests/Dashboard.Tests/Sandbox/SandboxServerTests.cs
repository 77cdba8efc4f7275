using Dashboard.Sandbox;
using Xunit;

namespace Dashboard.Tests.Sandbox;

public sealed class SandboxServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_named_with_the_setting_that_changes_it()
    {
        await using var first = await SandboxServer.StartAsync(new SandboxOptions { Url = "http://127.0.0.1:0", Empty = true }, Stop);
        var error = await Assert.ThrowsAsync<SandboxStartException>(() =>
            SandboxServer.StartAsync(new SandboxOptions { Url = first.Address.ToString(), UrlSetting = "Sandbox:Url", Empty = true }, Stop));
        Assert.Equal($"The sandbox cannot listen on port {first.Address.Port}: another program uses it; choose another address with Sandbox:Url.", error.Message);
    }

    [Theory]
    [InlineData("http://0.0.0.0:4599")]
    [InlineData("http://192.0.2.1:4599")]
    [InlineData("http://sandbox.example:4599")]
    public async Task It_listens_on_loopback_only(string url)
    {
        var error = await Assert.ThrowsAsync<SandboxStartException>(() => SandboxServer.StartAsync(new SandboxOptions { Url = url, Empty = true }, Stop));
        Assert.Contains("loopback only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_counted_by_operation_until_they_are_reset()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        await sandbox.SfnAsync("ListStateMachines", new { });
        await sandbox.SfnAsync("ListStateMachines", new { });
        await sandbox.RestAsync("GET", "/schedules");
        var counts = await sandbox.RestAsync("GET", "/_sandbox/requests");
        Assert.Equal("""{"AWSStepFunctions.ListStateMachines":{"calls":2,"throttled":0,"faulted":0},"Scheduler.ListSchedules":{"calls":1,"throttled":0,"faulted":0}}""", counts.ToJsonString());
        await sandbox.RestAsync("DELETE", "/_sandbox/requests");
        Assert.Equal("{}", (await sandbox.RestAsync("GET", "/_sandbox/requests")).ToJsonString());
    }

    [Fact]
    public async Task An_unknown_operation_is_refused_by_name()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.SfnAsync("DoMagic", new { });
        Assert.Equal(("UnknownOperationException", "The sandbox has no operation 'AWSStepFunctions.DoMagic'."), (Some.Text(answer, "code"), Some.Text(answer, "text")));
    }

    [Theory]
    [InlineData("POST", "/", "AWSStepFunctions.ListStateMachines")]
    [InlineData("GET", "/schedules", null)]
    public async Task An_unsigned_request_is_refused(string method, string path, string? target)
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        using var http = new HttpClient { BaseAddress = sandbox.Server.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        using var response = await http.SendAsync(request, Stop);
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("MissingAuthenticationTokenException", target is null ? response.Headers.GetValues("x-amzn-ErrorType").Single() : Some.Text(System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop)), "__type"));
        Assert.Single(response.Headers.GetValues("x-amzn-RequestId"));
    }

    [Fact]
    public async Task An_address_of_no_operation_is_refused_as_Scheduler_does()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        var answer = await sandbox.RestAsync("GET", "/nothing");
        Assert.Equal(("404", "UnknownOperationException"), (Some.Text(answer, "status"), Some.Text(answer, "code")));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal("SerializationException", Some.Text(await sandbox.SfnAsync("ListStateMachines", "{"), "code"));
    }

    [Fact]
    public async Task A_rule_with_a_misspelt_member_is_refused()
    {
        await using var sandbox = await SandboxCaller.StartAsync();
        Assert.Equal("400", Some.Text(await sandbox.RestAsync("POST", "/_sandbox/rules", new { exitKode = 9 }), "status"));
    }
}
