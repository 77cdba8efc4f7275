using Dashboard.Aws;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Aws;

public sealed class CallBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_burst_goes_through_at_once_and_then_calls_wait_for_half_of_AWSs_rate()
    {
        var budget = new CallBudget(_time);
        for (var i = 0; i < 50; i++)
        {
            Assert.True(budget.TakeAsync("ListExecutions", Cancel).IsCompleted);
        }

        var waiting = budget.TakeAsync("ListExecutions", Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public void One_APIs_burst_does_not_hold_up_another()
    {
        var budget = new CallBudget(_time);
        for (var i = 0; i < 60; i++)
        {
            _ = budget.TakeAsync("ListExecutions", Cancel);
        }

        Assert.True(budget.TakeAsync("DescribeExecution", Cancel).IsCompleted);
    }
}
