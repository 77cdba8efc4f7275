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
    private readonly Queue<MapRunPlace> _waiting;
    private int _running;

    public MapRunChildren(Strand strand, MapRun run, IMapRunHost host)
    {
        (_strand, _run, _host) = (strand, run, host);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(strand.Cancellation);
        _token = _cancel.Token;
        _waiting = new(run.Places.Where(p => p.Status is null or ExecutionStatus.PendingRedrive));
    }

    /// <summary>Gives the outputs in the order of the children. A child whose failure is tolerated gives its description.</summary>
    /// <exception cref="StatesErrorException">More failed than is tolerated. Those that still ran are stopped.</exception>
    public async Task<JsonArray> RunAsync()
    {
        _run.Changed = () => _strand.Execution.Turn.Post(StartMore);
        var status = MapRunStatus.Failed;
        try
        {
            if (!HaveTooManyFailed())
            {
                StartMore();
            }

            await _done.Task.WaitAsync(_strand.Cancellation);
            status = MapRunStatus.Succeeded;
            return new JsonArray([.. _run.Places.Select(p => Output(p.Child, p.End!))]);
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
        while (_waiting.Count > 0 && _running < _run.Limits.AtOnce && !_token.IsCancellationRequested)
        {
            _running++;
            _ = FollowAsync(_waiting.Dequeue());
        }

        if (_running == 0)
        {
            _done.TrySetResult();
        }
    }

    private async Task FollowAsync(MapRunPlace place)
    {
        // Children that end at once must not start one another ever deeper on the stack.
        await Task.Yield();
        if (_token.IsCancellationRequested)
        {
            return;
        }

        _run.Move(place, ExecutionStatus.Running);
        var task = CallAsync(place);
        await ExecutionTurn.Settled(task);
        if (!task.IsCompletedSuccessfully)
        {
            _run.Move(place, ExecutionStatus.Failed);
            Fail(task.Exception?.InnerException ?? new StatesErrorException(StatesError.Runtime, "A child execution was lost."));
            return;
        }

        place.End = await task;
        _run.Move(place, place.End.End.Status);
        if (_token.IsCancellationRequested)
        {
            return;
        }

        _running--;
        if (!HaveTooManyFailed())
        {
            StartMore();
        }
    }

    private async Task<MapRunChildEnd> CallAsync(MapRunPlace place) => await _host.RunChildAsync(_run, place.Child, place.End, _token);

    private bool HaveTooManyFailed()
    {
        if (!_run.Limits.AreExceededBy(_run.Items))
        {
            return false;
        }

        Fail(MapRunLimits.Exceeded());
        return true;
    }

    private void Fail(Exception failure)
    {
        if (_done.TrySetException(failure))
        {
            _cancel.Cancel();
        }
    }

    private static JsonNode? Output(MapRunChild child, MapRunChildEnd ended) =>
        ended.End.Status == ExecutionStatus.Succeeded ? Json.Parse(ended.End.Output ?? "null") : Description(child, ended);

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
