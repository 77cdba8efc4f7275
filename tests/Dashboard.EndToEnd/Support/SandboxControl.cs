using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Dashboard.EndToEnd.Support;

/// <summary>The sandbox's own controls, and AWS calls straight at it, past the dashboard.</summary>
public sealed class SandboxControl(Uri address)
{
    private static readonly HttpClient Http = new();

    /// <summary>How often each operation was called since the sandbox started, of whichever service.</summary>
    public async Task<IReadOnlyDictionary<string, long>> RequestsAsync(CancellationToken cancellationToken)
    {
        var counts = await Http.GetFromJsonAsync<JsonObject>(new Uri(address, "/_sandbox/requests"), cancellationToken);
        return counts!.GroupBy(c => c.Key[(c.Key.LastIndexOf('.') + 1)..], c => c.Value!["calls"]!.GetValue<long>()).ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);
    }

    /// <summary>A Step Functions call.</summary>
    public async Task<JsonObject> StepFunctionsAsync(string operation, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);

        // moto finds the service by the credential's scope.
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await Http.SendAsync(request, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!;
    }

    /// <summary>Lets calls of these operations fail, such as <c>AWSStepFunctions.StopExecution</c>; none for no faults.</summary>
    public async Task SetFaultsAsync(Dictionary<string, object> faults, CancellationToken cancellationToken) =>
        (await Http.PutAsJsonAsync(new Uri(address, "/_sandbox/faults"), new { apis = faults }, cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Waits until an execution has ended.</summary>
    public async Task EndedAsync(string executionArn, CancellationToken cancellationToken)
    {
        while ((string?)(await StepFunctionsAsync("DescribeExecution", new { executionArn }, cancellationToken))["status"] == "RUNNING")
        {
            await Task.Yield();
        }
    }

    /// <summary>Makes a schedule in the default group.</summary>
    public async Task CreateScheduleAsync(string name, object schedule, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/schedules/{name}")) { Content = JsonContent.Create(schedule, options: new System.Text.Json.JsonSerializerOptions()) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await Http.SendAsync(request, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Leaves the default group as the demonstration has it: a long list of schedules would push what other tests look at out of sight.</summary>
    public async ValueTask EmptyDefaultGroupAsync()
    {
        while (await SchedulesAsync("default", CancellationToken.None) is { Count: > 0 } names)
        {
            await Task.WhenAll(names.Select(n => DeleteScheduleAsync(n, CancellationToken.None)));
        }
    }

    /// <summary>Deletes a schedule of the default group.</summary>
    public async Task DeleteScheduleAsync(string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(address, $"/schedules/{name}"));
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await Http.SendAsync(request, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Changes one member of a schedule past the dashboard, as another tool would.</summary>
    public async Task ChangeScheduleAsync(string group, string name, string member, JsonNode value, CancellationToken cancellationToken)
    {
        var schedule = (JsonObject)JsonNode.Parse(await ScheduleAsync(group, name, cancellationToken))!;
        foreach (var own in (string[])["Arn", "CreationDate", "LastModificationDate"])
        {
            schedule.Remove(own);
        }

        schedule[member] = value;
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(address, $"/schedules/{name}")) { Content = JsonContent.Create(schedule) };
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        (await Http.SendAsync(request, cancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>The names of the schedules of a group.</summary>
    public async Task<IReadOnlyList<string>> SchedulesAsync(string group, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/schedules?ScheduleGroup={group}"));
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await Http.SendAsync(request, cancellationToken);
        return [.. (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["Schedules"]!.AsArray().Select(s => (string)s!["Name"]!)];
    }

    /// <summary>A schedule, as GetSchedule gives it, byte for byte.</summary>
    public async Task<string> ScheduleAsync(string group, string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/schedules/{name}?groupName={group}"));
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=x");
        using var response = await Http.SendAsync(request, cancellationToken);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
    }
}
