using Dashboard.Aws;
using Dashboard.Domain.Tasks;
using Dashboard.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Web.Tests.Live;

public sealed class MachineTagsTests
{
    private const string Machine = "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare";

    private readonly ScriptedAws _aws = new();
    private readonly FakeTimeProvider _time = new();
    private readonly MachineTags _tags;

    public MachineTagsTests() => _tags = new MachineTags(_aws.StepFunctions, _time, NullLogger<MachineTags>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_asked_for_every_five_minutes_to_look_at_and_every_minute_to_decide_by()
    {
        foreach (var (minutes, calls) in ((int, int)[])[(0, 1), (0, 1), (2, 1), (3, 2)])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            await _tags.FreshAsync(Machine, Cancel);
            Assert.Equal(calls, _aws.Count("ListTagsForResource"));
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        await _tags.NowAsync(Machine, Cancel);
        await _tags.NowAsync(Machine, Cancel);
        Assert.Equal(3, _aws.Count("ListTagsForResource"));
    }

    [Fact]
    public async Task Where_AWS_does_not_give_them_it_is_not_asked_at_every_look_and_what_was_known_goes_on_to_count()
    {
        _aws.Tags[ExitCodePolicy.Tag] = "0=normal 4=warning";
        var policies = new ExitCodePolicies(_tags, NullLogger<ExitCodePolicies>.Instance);
        await policies.ForAsync(Machine, Cancel);
        _aws.Down = "AccessDeniedException";
        _time.Advance(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Outcome.Warning, (await policies.ForAsync(Machine, Cancel)).Judge(4));
            await Assert.ThrowsAsync<AwsRequestException>(() => _tags.NowAsync(Machine, Cancel).AsTask());
        }

        Assert.Equal(2, _aws.Count("ListTagsForResource"));
        _aws.Down = null;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("0=normal 4=warning", (await _tags.NowAsync(Machine, Cancel))[ExitCodePolicy.Tag]);
    }

    [Fact]
    public async Task A_machine_that_is_deleted_has_none()
    {
        _aws.Down = "ResourceNotFound";
        Assert.Empty(await _tags.NowAsync(Machine, Cancel));
    }
}
