using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Faults;

/// <summary>How each service says that it is called too often, and that it failed itself.</summary>
internal static class ServiceErrors
{
    /// <summary>Step Functions, ECS and Logs answer 400; Scheduler's model says 429.</summary>
    public static AwsErrorException Throttled(string api) =>
        new("ThrottlingException", "Rate exceeded", ApiName.IsRest(api) ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest);

    /// <summary>Step Functions' model names none, so it is the common InternalFailure.</summary>
    public static AwsErrorException Failed(string api) => new(
        api.Split('.')[0] switch
        {
            "AWSStepFunctions" => "InternalFailure",
            "AmazonEC2ContainerServiceV20141113" => "ServerException",
            "Logs_20140328" => "ServiceUnavailableException",
            _ => "InternalServerException",
        },
        "The request processing has failed because of an unknown error, exception or failure.",
        StatusCodes.Status500InternalServerError);
}
