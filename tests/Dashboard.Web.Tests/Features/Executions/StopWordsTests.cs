using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class StopWordsTests
{
    [Theory]
    [InlineData("SpotInterruption", "Your Spot Task was interrupted.", null, 137, "Why_Spot")]
    [InlineData("EssentialContainerExited", "Essential container in task exited", "OutOfMemoryError: Container killed due to memory usage", 137, "Why_Memory")]
    [InlineData("EssentialContainerExited", "Essential container in task exited", null, 137, "Why_137")]
    [InlineData("EssentialContainerExited", "Essential container in task exited", null, 1, null)]
    [InlineData("TaskFailedToStart", "CannotPullContainerError: pull image manifest has been retried 1 time(s)", null, null, "Why_Image")]
    [InlineData("TaskFailedToStart", "ResourceInitializationError: unable to pull secrets", null, null, "Why_Resources")]
    [InlineData("TaskFailedToStart", "CannotStartContainerError: Error response from daemon", null, null, "Why_Start")]
    [InlineData("TaskFailedToStart", "CannotCreateVolumeError: x", null, null, "Why_Volume")]
    [InlineData("EssentialContainerExited", "ContainerRuntimeTimeoutError: x", null, null, "Why_Host")]
    [InlineData("UserInitiated", "stopped for maintenance", null, 143, "Why_User")]
    [InlineData(null, null, null, null, null)]
    public void AWSs_reasons_are_put_in_plain_words_in_both_languages(string? code, string? stopped, string? container, int? exit, string? key)
    {
        var task = new EcsTask { TaskArn = "arn:aws:ecs:r:1:task/c/t", StopCode = code, StoppedReason = stopped, Containers = [new ContainerExit("app", exit, container, null, null, null)] };
        foreach (var language in (string[])["en", "ja"])
        {
            var words = Some.Words(language);
            Assert.Equal(key is null ? null : words[key], StopWords.Reason(task, exit, words));
            Assert.NotEqual(key ?? "", StopWords.Reason(task, exit, words));
        }
    }

    [Theory]
    [InlineData("TaskFailedToStart")]
    [InlineData("EssentialContainerExited")]
    [InlineData("UserInitiated")]
    [InlineData("ServiceSchedulerInitiated")]
    [InlineData("SpotInterruption")]
    [InlineData("TerminationNotice")]
    public void Every_stop_code_of_ECS_has_its_sentence(string code) => Assert.NotEqual($"Stop_{code}", StopWords.Code(code, Some.Words("ja")));

    [Fact]
    public void A_stop_code_that_AWS_added_since_is_shown_alone() => Assert.Null(StopWords.Code("Tomorrow", Some.Words()));
}
