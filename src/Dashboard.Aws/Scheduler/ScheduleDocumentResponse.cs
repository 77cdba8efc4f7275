using Amazon.Runtime;

namespace Dashboard.Aws.Scheduler;

/// <summary>An answer about a schedule, as AWS wrote it.</summary>
public sealed class ScheduleDocumentResponse : AmazonWebServiceResponse
{
    public string Json { get; init; } = "";
}
