using Dashboard.Domain.Executions;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Dashboard.Web.Tests.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class RecentExecutionsTests
{
    private readonly RecentExecutions _recent = new(1);

    [Fact]
    public void The_oldest_goes_when_the_memory_is_full()
    {
        _recent.Keep(Picture("a", 200_000));
        _recent.Keep(Picture("b", 200_000));
        _recent.Keep(Picture("c", 200_000));
        Assert.Equal([false, true, true], new[] { "a", "b", "c" }.Select(arn => _recent.Find(arn) is not null));
    }

    [Fact]
    public void A_newer_picture_replaces_the_older_one()
    {
        _recent.Keep(Picture("a", 200_000));
        var newer = Picture("a", 200_000);
        _recent.Keep(newer);
        _recent.Keep(Picture("b", 200_000));
        Assert.Same(newer, _recent.Find("a"));
    }

    [Fact]
    public void What_is_larger_than_all_the_memory_is_not_kept()
    {
        _recent.Keep(Picture("a", 600_000));
        Assert.Null(_recent.Find("a"));
    }

    private static ExecutionPicture Picture(string arn, int characters)
    {
        var picture = Some.Picture(Some.Snapshot(ExecutionStatus.Succeeded, Outcome.Normal));
        return picture with
        {
            Detail = picture.Detail with { Arn = arn },
            Events = [new HistoryEvent { Id = 1, Type = "ExecutionStarted", Timestamp = Some.Start, Input = new string('x', characters) }],
        };
    }
}
