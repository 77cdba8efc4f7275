using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Interpreter.MapRuns;
using Dashboard.Domain.StateMachines.Interpreter.Trials;

namespace Dashboard.Domain.StateMachines.Interpreter.States;

/// <summary>A Map in distributed mode: a Map Run whose children are executions with histories of their own.</summary>
internal static class DistributedMap
{
    private const int MostRedrives = 1000;

    public static Task<Transition> RunAsync(Strand strand, State state, JsonNode? input)
    {
        return FailableState.RunAsync(strand, state, input, AttemptAsync, Failed);

        async Task<JsonNode?> AttemptAsync(int number)
        {
            var host = strand.Execution.MapRuns ?? throw StatesError.Fault(strand.Visit!, "Nothing here runs the child executions of a distributed Map.");
            var run = await RedrivenAsync(strand, host) ?? Opened(strand, state, input, host);
            var output = await ChildrenAsync(strand, run, host);
            strand.Write(HistoryWriter.Event("MapRunSucceeded"));
            strand.Mark(HistoryWriter.Event("MapStateSucceeded"));
            return output;
        }

        void Failed()
        {
            if (strand.Progress.MapRun is { Status: MapRunStatus.Failed } || strand.Visit!.HasFailedEvaluation)
            {
                strand.Write(HistoryWriter.Event("MapStateFailed"));
            }
        }
    }

    /// <summary>Reads what the Map is held to, and deals its items out.</summary>
    public static (MapRunLimits Limits, IReadOnlyList<MapRunChild> Children) Plan(Strand strand, State state, JsonNode? input)
    {
        var language = QueryLanguage.Of(strand, state);
        var data = language.Input(strand, state, input);
        var atOnce = language.MaxConcurrency(strand, state, data);
        strand.Note(StateStage.MaxConcurrency, atOnce);
        var items = QueryLanguage.Field(state.Body, "ItemReader") is { } reader ? ItemReader.Items(strand, reader) : language.Items(strand, state, data);
        strand.Write(HistoryWriter.Event("MapStateStarted") with { Length = items.Count });
        var limits = language.Limits(strand, state, data, atOnce);
        strand.Note(StateStage.ToleratedFailureCount, limits.ToleratedFailureCount);
        strand.Note(StateStage.ToleratedFailurePercentage, limits.ToleratedFailurePercentage);
        return (limits, Children(strand, state, data, items));
    }

    /// <summary>The Map Run that did not succeed before the execution was redriven, once more; null where there is none.</summary>
    private static async Task<MapRun?> RedrivenAsync(Strand strand, IMapRunHost host)
    {
        if (strand.Progress.MapRun is not { } run)
        {
            return null;
        }

        await run.QuietAsync(strand.Cancellation);
        if (run.Status == MapRunStatus.Succeeded)
        {
            // Its children are done: what failed was to make an output of their results.
            return strand.Progress.MapRun = null;
        }

        if (run.RedriveCount >= MostRedrives)
        {
            throw StatesError.Fault(strand.Visit!, $"The Map Run has been redriven {MostRedrives} times, and cannot be redriven again.");
        }

        run.Redrive(before => host.IsRedrivable(run, before), strand.Execution.Time.GetUtcNow());
        strand.Write(HistoryWriter.Event("MapRunRedriven") with { MapRunArn = run.Arn, RedriveCount = run.RedriveCount });
        return run;
    }

    private static MapRun Opened(Strand strand, State state, JsonNode? input, IMapRunHost host)
    {
        RefuseS3(state);
        var run = strand.Progress.MapRun = Open(strand, state, input, host);
        strand.Write(HistoryWriter.Event("MapRunStarted") with { MapRunArn = run.Arn });
        return run;
    }

    private static MapRun Open(Strand strand, State state, JsonNode? input, IMapRunHost host)
    {
        var (limits, children) = Plan(strand, state, input);
        var processor = QueryLanguage.Field(state.Body, "ItemProcessor") ?? QueryLanguage.Field(state.Body, "Iterator");
        var run = new MapRun(children, limits)
        {
            Label = QueryLanguage.Field(state.Body, "Label")?.ToString(),
            ExecutionType = ExecutionType(processor),
            Definition = new StateMachineDefinition(state.Groups[0], processor?.GetRawText() ?? "", null, state.QueryLanguage, null),
            Parent = strand.Execution.Identity,
            StartedAt = strand.Execution.Time.GetUtcNow(),
        };
        run.Arn = host.Open(run);
        return run;
    }

    private static IReadOnlyList<MapRunChild> Children(Strand strand, State state, JsonNode? data, JsonArray items)
    {
        var language = QueryLanguage.Of(strand, state);
        var isSelected = QueryLanguage.Field(state.Body, "ItemSelector") is not null;
        var isWatched = strand.Execution.Trial is not null;
        var inputs = items.Select((value, index) => Json.Text(language.ItemInput(strand, state, data, new MapItem(state.Name, index, value)))).ToList();
        if (isSelected && isWatched)
        {
            strand.Note(StateStage.AfterItemSelector, new JsonArray([.. inputs.Select(Json.Parse)]));
        }

        var children = ItemBatches.Of(strand, state, data, inputs);
        if (QueryLanguage.Field(state.Body, "ItemBatcher") is not null && isWatched)
        {
            strand.Note(StateStage.AfterItemBatcher, new JsonArray([.. children.Select(c => Json.Parse(c.Input))]));
        }

        return children;
    }

    private static async Task<JsonNode?> ChildrenAsync(Strand strand, MapRun run, IMapRunHost host)
    {
        using var children = new MapRunChildren(strand, run, host);
        try
        {
            return await children.RunAsync();
        }
        catch (StatesErrorException e)
        {
            strand.Write(HistoryWriter.Event("MapRunFailed") with { Error = e.Error, Cause = e.Cause });
            throw;
        }
    }

    private static string ExecutionType(JsonElement? processor) =>
        processor is { } p && QueryLanguage.Field(p, "ProcessorConfig") is { } config && QueryLanguage.Field(config, "ExecutionType") is { } type ? type.ToString() : "STANDARD";

    private static void RefuseS3(State state)
    {
        if (QueryLanguage.Field(state.Body, "ItemReader") is { } reader)
        {
            throw new StatesErrorException("States.ItemReaderFailed", $"There is no Amazon S3 here: the ItemReader '{QueryLanguage.Field(reader, "Resource")}' cannot be read. Give the items in the state's input.");
        }

        if (QueryLanguage.Field(state.Body, "ResultWriter") is { } writer)
        {
            throw new StatesErrorException("States.ResultWriterFailed", $"There is no Amazon S3 here: the ResultWriter '{QueryLanguage.Field(writer, "Resource")}' cannot be written. Without it the results are the state's output.");
        }
    }
}
