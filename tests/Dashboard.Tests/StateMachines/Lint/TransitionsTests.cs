using Xunit;

namespace Dashboard.Tests.StateMachines.Lint;

public sealed class TransitionsTests
{
    // Measured on AWS, with its order.
    [Theory]
    [InlineData("""{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}""", """MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /StartAt|MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A""")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"NOPE"}}}""", "MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next|MISSING_END_STATE: Workflow has no terminal state at null")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}""", "MISSING_END_STATE: Workflow has no terminal state at null")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"},"C":{"Type":"Pass","Next":"A"}}}""", "MISSING_END_STATE: Workflow has no terminal state at null")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"},"C":{"Type":"Pass","End":true}}}""", """MISSING_TRANSITION_TARGET: State "C" is not reachable. at /States/C""")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"N"}],"Default":"M"},"B":{"Type":"Succeed"}}}""", """MISSING_TRANSITION_TARGET: Missing 'Next' target: N at /States/A/Choices[0]/Next|MISSING_TRANSITION_TARGET: Missing 'Next' target: M at /States/A/Default|MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B""")]
    [InlineData("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Catch":[{"ErrorEquals":["States.ALL"],"Next":"N"}],"End":true}}}""", "MISSING_TRANSITION_TARGET: Missing 'Next' target: N at /States/T/Catch[0]/Next")]
    [InlineData("""{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"P"},"B":{"Type":"Pass","End":true}}}]}}}""", """MISSING_TRANSITION_TARGET: Missing 'Next' target: P at /States/P/Branches[0]/States/A/Next|MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/P/Branches[0]/States/B""")]
    [InlineData("""{"StartAt":"M","States":{"M":{"Type":"Map","End":true,"Iterator":{"StartAt":"M","States":{"M":{"Type":"Pass","End":true}}}}}}""", "DUPLICATE_STATE_NAME: Duplicate State name: M at /States/M/Iterator/States/M")]
    [InlineData("""{"StartAt":"N","States":{"A":{"Type":"Pass","Next":"S"},"S":{"Type":"Succeed"}}}""", """MISSING_TRANSITION_TARGET: Missing 'Next' target: N at /StartAt|MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A""")]
    public void Transitions_are_refused_in_AWSs_words(string definition, string errors) => Assert.Equal(errors.Split('|'), Some.Errors(definition));

    [Fact]
    public void A_name_has_80_characters_at_most()
    {
        static string Named(int length) => """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""".Replace("A\"", new string('あ', length) + '"', StringComparison.Ordinal);
        Assert.Empty(Some.Errors(Named(80)));
        Assert.StartsWith("INVALID_STATE_NAME: ", Assert.Single(Some.Errors(Named(81))), StringComparison.Ordinal);
    }
}
