using System.Globalization;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;

namespace Dashboard.Domain.StateMachines.Interpreter.MapRuns;

/// <summary>Has a Map Run's children run, so many at once as its limits allow, until all have ended or too many failed.</summary>
internal sealed class MapRunChildren : IDisposable
{
    private readonly Strand _strand;
    private readonly MapRun _run;
    private readonly IMapRunHost _host;
    private readonly CancellationTokenSource _cancel;
    private readonly CancellationToken _token;
    private readonly TaskCompletionSource _done = new();
    private readonly JsonNode?[] _outputs;
    private int _next;
    private int _running;

    public MapRunChildren(Strand strand, MapRun run, IMapRunHost host)
    {
        (_strand, _run, _host) = (strand, run, host);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(strand.Cancellation);
        _token = _cancel.Token;
        _outputs = new JsonNode?[run.Children.Count];
    }

    /// <summary>Gives the outputs in the order of the children. A child whose failure is tolerated gives its description.</summary>
    /// <exception cref="StatesErrorException">More failed than is tolerated. Those that still ran are stopped.</exception>
    public async Task<JsonArray> RunAsync()
    {
        _run.Changed = () => _strand.Execution.Turn.Post(StartMore);
        var status = MapRunStatus.Failed;
        try
        {
            StartMore();
            await _done.Task.WaitAsync(_strand.Cancellation);
            status = MapRunStatus.Succeeded;
            return new JsonArray([.. _outputs.Select(Json.Own)]);
        }
        catch (OperationCanceledException)
        {
            status = MapRunStatus.Aborted;
            throw;
        }
        finally
        {
            _run.Changed = null;
            _run.End(status, _strand.Execution.Time.GetUtcNow());
        }
    }

    public void Dispose()
    {
        _cancel.Cancel();
        _cancel.Dispose();
    }

    private void StartMore()
    {
        while (_next < _outputs.Length && _running < _run.Limits.AtOnce && !_token.IsCancellationRequested)
        {
            _running++;
            _ = FollowAsync(_run.Children[_next++]);
        }

        if (_running == 0)
        {
            _done.TrySetResult();
        }
    }

    private async Task FollowAsync(MapRunChild child)
    {
        // Children that end at once must not start one another ever deeper on the stack.
        await Task.Yield();
        if (_token.IsCancellationRequested)
        {
            return;
        }

        _run.Begin(child);
        var task = CallAsync(child);
        await ExecutionTurn.Settled(task);
        if (task.Exception?.InnerException is { } failure)
        {
            _run.End(child, ExecutionStatus.Failed);
            Fail(failure);
            return;
        }

        var end = task.IsCanceled ? null : await task;
        _run.End(child, end?.End.Status ?? ExecutionStatus.Aborted);
        if (end is null || _token.IsCancellationRequested)
        {
            return;
        }

        _outputs[child.Index] = end.End.Status == ExecutionStatus.Succeeded ? Json.Parse(end.End.Output ?? "null") : Description(child, end);
        _running--;
        if (_run.Limits.AreExceededBy(_run.Items))
        {
            Fail(new StatesErrorException("States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded"));
            return;
        }

        StartMore();
    }

    private async Task<MapRunChildEnd> CallAsync(MapRunChild child) => await _host.RunChildAsync(_run, child, _token);

    private void Fail(Exception failure)
    {
        if (_done.TrySetException(failure))
        {
            _cancel.Cancel();
        }
    }

    // As AWS shows a child that did not succeed, whatever else its results look like.
    private static JsonObject Description(MapRunChild child, MapRunChildEnd ended)
    {
        var (identity, end) = (ended.Identity, ended.End);
        var json = new JsonObject();
        if (end.Cause is not null)
        {
            json["Cause"] = end.Cause;
        }

        if (end.Error is not null)
        {
            json["Error"] = end.Error;
        }

        json["ExecutionArn"] = identity.ExecutionArn;
        json["Input"] = child.Input;
        json["InputDetails"] = new JsonObject { ["Included"] = true };
        json["Name"] = identity.Name;
        json["RedriveCount"] = identity.RedriveCount;
        json["StartDate"] = Time(identity.StartTime);
        json["StateMachineArn"] = identity.StateMachineArn;
        json["Status"] = end.Status switch { ExecutionStatus.TimedOut => "TIMED_OUT", ExecutionStatus.Aborted => "ABORTED", _ => "FAILED" };
        json["StopDate"] = Time(end.At);
        return json;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
