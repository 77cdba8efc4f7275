using Dashboard.Domain.StateMachines.Interpreter.States;
using System.Text.Json.Nodes;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;

namespace Dashboard.Domain.StateMachines.Interpreter;

/// <summary>Takes a strand from state to state.</summary>
internal static class StateRunner
{
    public const int PayloadLimit = 262_144;

    /// <summary>Runs the states of a group from its StartAt, or from where the strand stopped, to its end and gives back the output of the last.</summary>
    /// <exception cref="StatesErrorException">A state failed and nothing caught it.</exception>
    public static async Task<JsonNode?> RunAsync(Strand strand, StateGroup group, JsonNode? input)
    {
        var progress = strand.Progress;
        if (progress.State is null)
        {
            progress.MoveTo(new Transition(input, group.StartAt));
        }

        while (progress.State is { } name)
        {
            var state = group.Find(name) ?? throw new StatesErrorException(StatesError.Runtime, $"There is no state '{name}'.");
            progress.MoveTo(await VisitAsync(strand, state, progress.Data));
            if (!progress.IsDone)
            {
                // Branches take turns, as they would run side by side on AWS.
                await Task.Yield();
            }
        }

        return progress.Data;
    }

    /// <summary>Enters a state, runs it and leaves it.</summary>
    /// <exception cref="StatesErrorException">It failed and nothing caught it.</exception>
    public static async Task<Transition> VisitAsync(Strand strand, State state, JsonNode? input)
    {
        var visit = strand.Enter(state, strand.Text(input));
        var transition = await RunStateAsync(strand, state, input);
        Exit(strand, visit, transition);
        return transition;
    }

    private static Task<Transition> RunStateAsync(Strand strand, State state, JsonNode? input)
    {
        return state.Type switch
        {
            StateType.Pass => PassState.RunAsync(strand, state, input),
            StateType.Succeed => SucceedState.RunAsync(strand, state, input),
            StateType.Fail => FailState.RunAsync(strand, state, input),
            StateType.Choice => ChoiceState.RunAsync(strand, state, input),
            StateType.Wait => WaitState.RunAsync(strand, state, input),
            StateType.Task => TaskState.RunAsync(strand, state, input),
            StateType.Parallel => ParallelState.RunAsync(strand, state, input),
            StateType.Map => MapState.RunAsync(strand, state, input),
            _ => throw StatesError.Fault(strand.Visit!, "The state's type is not known to this interpreter."),
        };
    }

    private static void Exit(Strand strand, Visit visit, Transition transition)
    {
        var output = strand.Text(transition.Output);
        if (output.Length > PayloadLimit / 4 && System.Text.Encoding.UTF8.GetByteCount(output) > PayloadLimit)
        {
            throw new StatesErrorException(StatesError.DataLimitExceeded, $"The state/task '{visit.State.Name}' returned a result with a size exceeding the maximum number of bytes service limit.");
        }

        strand.Write(HistoryWriter.Event($"{visit.State.Type}StateExited") with
        {
            Name = visit.State.Name,
            Output = output,
            AssignedVariables = visit.Assigned?.ToDictionary(v => v.Key, v => Json.Text(v.Value), StringComparer.Ordinal),
        });
        foreach (var (name, value) in visit.Assigned ?? [])
        {
            strand.Variables.Set(name, value);
        }

        visit.IsOpen = false;
    }
}
