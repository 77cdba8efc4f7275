using Dashboard.Aws;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions.Restarts;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Live;

namespace Dashboard.Features.Executions.Changes;

/// <summary>Whether and how an execution can be restarted from its failed job, on the definition that its machine has now.</summary>
/// <param name="Definition">Null where AWS does not give it, or where it is none.</param>
public sealed record RestartChoice(RestartPlan Plan, StateMachineDefinition? Definition)
{
    /// <summary>Asks AWS for the definition that a new execution would run, and plans on it.</summary>
    public static async Task<RestartChoice> FindAsync(ExecutionPicture picture, StepFunctionsGateway stepFunctions)
    {
        var definition = picture.IsClosed ? await ReadAsync(picture.Detail.StateMachineArn, stepFunctions) : null;

        // The definition is run, several times over: other people's pages do not wait for that.
        return new RestartChoice(await Task.Run(() => RestartPlanner.Plan(picture.Snapshot, picture.Detail.Input ?? "{}", definition)), definition);
    }

    private static async Task<StateMachineDefinition?> ReadAsync(string machine, StepFunctionsGateway stepFunctions)
    {
        try
        {
            return AslReader.Read((await stepFunctions.DescribeStateMachineAsync(machine)).Definition);
        }
        catch (Exception e) when (e is AwsRequestException or AslException)
        {
            return null;
        }
    }
}
