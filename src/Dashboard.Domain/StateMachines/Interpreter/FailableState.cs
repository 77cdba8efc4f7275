using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Retry and Catch, the same for Task, Parallel and Map.</summary>
internal static class FailableState
{
    /// <summary>Tries until it goes well, no retrier is left or nothing may be retried, then catches or throws.</summary>
    /// <param name="attempt">One try, which gives back the result.</param>
    /// <param name="failed">Writes what marks the state as failed, once, after the last try.</param>
    public static async Task<Transition> RunAsync(Strand strand, State state, JsonNode? input, Func<int, Task<JsonNode?>> attempt, Action? failed = null)
    {
        var trial = strand.Execution.Trial;
        var counters = new RetryCounters(state, strand.Visit!.RetryCount = trial?.RetryCount ?? 0);
        for (var number = 1; ; number++)
        {
            try
            {
                strand.Visit!.HasFailedEvaluation = false;
                return QueryLanguage.Of(strand, state).Complete(strand, state, input, await attempt(number));
            }
            catch (StatesErrorException e)
            {
                var retry = counters.Next(e);
                trial?.NoteFailure(e, retry);
                if (retry?.Delay is not { } delay)
                {
                    failed?.Invoke();
                    if (e.Error == StatesError.DataLimitExceeded)
                    {
                        strand.Progress.ForgetInner();
                    }

                    if (Caught(strand, state, input, e) is { } caught)
                    {
                        return caught;
                    }

                    throw;
                }

                strand.Progress.ForgetInner();
                strand.Visit!.RetryCount++;
                await strand.Execution.DelayAsync(delay, strand.Cancellation);
            }
        }
    }

    private static Transition? Caught(Strand strand, State state, JsonNode? input, StatesErrorException e)
    {
        if (state.Catch.FirstOrDefault(c => StatesError.Fits(c.ErrorEquals, e)) is not { } catcher)
        {
            return null;
        }

        strand.Execution.Trial?.NoteCatch(state.Catch.IndexOf(catcher));
        var error = new JsonObject { ["Error"] = e.Error ?? "", ["Cause"] = e.Cause ?? "" };
        return QueryLanguage.Of(strand, state).Catch(strand, state, catcher, input, error);
    }
}
