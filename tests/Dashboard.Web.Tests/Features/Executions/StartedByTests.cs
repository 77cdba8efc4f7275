using Dashboard.Features.Executions;
using Dashboard.Store.Audit;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class StartedByTests
{
    private const string Parent = """{"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID":"arn:aws:states:r:1:execution:Pare:p"}""";

    [Fact]
    public void A_rerun_from_here_is_known_by_its_audit_row_whatever_its_input_says()
    {
        var row = new AuditRow { Id = Guid.Empty, At = Some.Start, Actor = "sato", Role = "Operator", Action = "Rerun", Target = "arn:old", Reason = "late file", State = AuditState.Done, Result = Some.Arn };
        Assert.Equal(new StartedBy("Rerun", "sato", "arn:old", "late file"), StartedBy.Find(Some.Arn, Parent, [row]));
    }

    [Theory]
    [InlineData(Parent, "Parent", "arn:aws:states:r:1:execution:Pare:p")]
    [InlineData("""{"by":"arn:aws:scheduler:r:1:schedule/batch/nightly"}""", "Schedule", "arn:aws:scheduler:r:1:schedule/batch/nightly")]
    [InlineData("""{"day":1}""", "Unknown", null)]
    [InlineData("[1]", "Unknown", null)]
    [InlineData(null, "Unknown", null)]
    public void The_input_may_name_the_starter(string? input, string kind, string? who)
    {
        var starter = StartedBy.Find(Some.Arn, input, []);
        Assert.Equal((kind, who), (starter.Kind, starter.Who));
    }
}
