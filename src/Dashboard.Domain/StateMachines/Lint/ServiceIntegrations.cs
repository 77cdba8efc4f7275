using System.Collections.Frozen;

namespace Dashboard.Domain.StateMachines.Lint;

/// <summary>The optimised service integrations of Step Functions and how each can be called. Source: "Integrating optimized services" of the developer guide.</summary>
internal static class ServiceIntegrations
{
    private const string Plain = "";
    private const string Sync = ".sync";
    private const string Token = ".waitForTaskToken";

    private static readonly FrozenDictionary<string, string[]> ByService = new Dictionary<string, (string[] Patterns, string Actions)>
    {
        ["apigateway"] = ([Plain, Token], "invoke"),
        ["athena"] = ([Plain, Sync], "startQueryExecution stopQueryExecution getQueryExecution getQueryResults"),
        ["batch"] = ([Plain, Sync, Token], "submitJob"),
        ["bedrock"] = ([Plain, Sync, Token], "invokeModel createModelCustomizationJob"),
        ["codebuild"] = ([Plain, Sync], "startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch"),
        ["databrew"] = ([Plain, Sync], "startJobRun"),
        ["dynamodb"] = ([Plain], "getItem putItem deleteItem updateItem"),
        ["ecs"] = ([Plain, Sync, Token], "runTask"),
        ["eks"] = ([Plain, Sync, Token], "call runJob createCluster deleteCluster createNodegroup deleteNodegroup createFargateProfile deleteFargateProfile"),
        ["elasticmapreduce"] = ([Plain, Sync], "createCluster terminateCluster addStep cancelStep setClusterTerminationProtection modifyInstanceFleetByName modifyInstanceGroupByName"),
        ["emr-containers"] = ([Plain, Sync], "createVirtualCluster deleteVirtualCluster startJobRun"),
        ["emr-serverless"] = ([Plain, Sync], "createApplication deleteApplication startApplication stopApplication startJobRun cancelJobRun"),
        ["events"] = ([Plain, Token], "putEvents"),
        ["glue"] = ([Plain, Sync], "startJobRun"),
        ["http"] = ([Plain], "invoke"),
        ["lambda"] = ([Plain, Token], "invoke"),
        ["mediaconvert"] = ([Plain, Sync], "createJob"),
        ["sagemaker"] = ([Plain, Sync], "createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob createTrainingJob createTransformJob updateEndpoint"),
        ["sns"] = ([Plain, Token], "publish"),
        ["sqs"] = ([Plain, Token], "sendMessage"),
        ["states"] = ([Plain, Sync, ".sync:2", Token], "startExecution"),
    }.ToFrozenDictionary(p => p.Key, p => p.Value.Actions.Split(' ').SelectMany(a => p.Value.Patterns.Select(w => a + w)).ToArray(), StringComparer.Ordinal);

    /// <summary>Says whether there is such an integration.</summary>
    /// <param name="name">What follows <c>:states:::</c>, such as <c>ecs:runTask.sync</c> or <c>aws-sdk:s3:getObject</c>.</param>
    public static bool IsKnown(string name)
    {
        if (name.Split(':') is ["aws-sdk", var service, var call])
        {
            var action = call.EndsWith(Token, StringComparison.Ordinal) ? call[..^Token.Length] : call;
            return service.Length > 0 && action.Length > 0 && char.IsAsciiLetterLower(action[0]) && action.All(char.IsAsciiLetterOrDigit);
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && ByService.TryGetValue(name[..colon], out var calls) && calls.Contains(name[(colon + 1)..], StringComparer.Ordinal);
    }
}
