using Dashboard.Domain.Executions;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class EventRowTests
{
    [Fact]
    public void Task_events_are_their_states_also_where_branches_interleave()
    {
        HistoryEvent[] events =
        [
            Event(1, 0, "ExecutionStarted"), Event(2, 0, "TaskStateEntered", "A"), Event(3, 0, "TaskStateEntered", "B"), Event(4, 2, "TaskScheduled"),
            Event(5, 3, "TaskScheduled"), Event(6, 4, "TaskFailed"), Event(7, 6, "TaskStateAborted"), Event(8, 6, "ExecutionFailed"),
        ];
        var rows = EventRow.Create(events);
        Assert.Equal([null, "A", "B", "A", "B", "A", null, null], rows.Select(r => r.State));
        Assert.Equal([2L, 4, 6], rows.Where(r => r.State == "A").Select(r => r.Event.Id));
        Assert.True(rows[3].Contains("taskSCHEDULED"));
        Assert.False(rows[3].Contains("B"));
    }

    private static HistoryEvent Event(long id, long previous, string type, string? name = null) => new() { Id = id, PreviousId = previous, Type = type, Name = name, Timestamp = Some.Start };
}
