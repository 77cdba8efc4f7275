namespace Dashboard.Sandbox;

/// <summary>What a sandbox is started with.</summary>
public sealed record SandboxOptions
{
    /// <summary>Where to listen; loopback only. Port 0 takes any free port.</summary>
    public string Url { get; init; } = "http://127.0.0.1:4599";

    /// <summary>What the person who started it changes to get another address; named when the port is taken.</summary>
    public string UrlSetting { get; init; } = "--urls";

    /// <summary>Start without the templates of <see cref="WorkflowsFolder"/>.</summary>
    public bool Empty { get; init; }

    /// <summary>The folder of CloudFormation templates to load at start.</summary>
    public string WorkflowsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>Give the loaded state machines two weeks of finished executions and keep starting new ones.</summary>
    public bool Demo { get; init; }

    /// <summary>A JSON file with the answers of Task states whose services the sandbox does not have.</summary>
    public string? MocksFile { get; init; }

    public string Region { get; init; } = "ap-northeast-1";

    /// <summary>Take the region of the first signed request instead; for a sandbox that starts empty, since ARNs keep theirs.</summary>
    public bool RegionFromRequests { get; init; }

    public string AccountId { get; init; } = "123456789012";

    /// <summary>How long an ECS task is PROVISIONING, and as long again PENDING.</summary>
    public TimeSpan TaskStartup { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Hold callers to AWS's request quotas from the start, as <c>PUT /_sandbox/quotas</c> does later.</summary>
    public bool Quotas { get; init; }

    /// <summary>How many finished executions are kept; the oldest leave first, running ones never.</summary>
    public int KeptExecutions { get; init; } = 10_000;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
