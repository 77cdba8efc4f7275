using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Dashboard.Aws.StepFunctions;

/// <summary>Reads execution histories, whole or only what is new.</summary>
public sealed class HistoryReader(IAmazonStepFunctions client, AwsCalls calls)
{
    private const int WholePage = 1000;

    // What is new in a running execution since the last look is a handful of events; a small page is quick, and more are asked for until the known one is met.
    private const int TailPage = 100;

    /// <summary>The events after <paramref name="afterId"/>, oldest first; all of them for 0.</summary>
    /// <exception cref="AwsRequestException">NotFound for an unknown execution, or one that closed more than 90 days ago.</exception>
    public async Task<IReadOnlyList<Domain.Executions.HistoryEvent>> ReadAsync(string executionArn, long afterId = 0, CancellationToken cancellationToken = default)
    {
        var events = new List<Domain.Executions.HistoryEvent>();
        var tail = afterId > 0;
        string? token = null;
        do
        {
            var request = new GetExecutionHistoryRequest { ExecutionArn = executionArn, MaxResults = tail ? TailPage : WholePage, ReverseOrder = tail, NextToken = token };
            var page = await calls.CallAsync("GetExecutionHistory", ct => client.GetExecutionHistoryAsync(request, ct), cancellationToken);
            events.AddRange((page.Events ?? []).Where(e => e.Id > afterId).Select(HistoryEventReader.Read));
            var metKnown = page.Events?.Exists(e => e.Id <= afterId) == true;
            token = metKnown ? null : page.NextToken;
        }
        while (token is not null);
        if (tail)
        {
            events.Reverse();
        }

        return events;
    }
}
