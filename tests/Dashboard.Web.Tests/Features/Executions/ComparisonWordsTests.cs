using Dashboard.Domain.Executions;
using Dashboard.Domain.Executions.Comparisons;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Xunit;

namespace Dashboard.Web.Tests.Features.Executions;

public sealed class ComparisonWordsTests
{
    private static readonly StateVisit Failed = Some.Visit(2, "集計", Outcome.Abnormal).With(Some.Attempt(1, Outcome.Abnormal, 1));
    private static readonly StateVisit Normal = Some.Visit(2, "集計").With(Some.Attempt(1, Outcome.Normal, 0));

    [Theory]
    [InlineData("en", "First different at 集計: exit code 1 here, 0 there.")]
    [InlineData("ja", "最初の違いは 集計：終了コードはここでは 1、比較対象では 0 です。")]
    public void Another_exit_code_is_named_with_both_codes(string culture, string sentence) =>
        Assert.Equal(sentence, Say(new Divergence(DivergenceKind.ExitCode, new StateKey("集計", "", 1), Failed, Normal), culture));

    [Fact]
    public void Another_outcome_is_named_in_words() =>
        Assert.Equal("First different at 集計 #2: Abnormal here, Normal there.", Say(new Divergence(DivergenceKind.Outcome, new StateKey("集計", "", 2), Failed, Normal)));

    [Fact]
    public void Another_way_names_the_last_state_that_both_share() =>
        Assert.Equal(
            "After 判定 this run went to 異常終了, the other one to 後行.",
            Say(new Divergence(DivergenceKind.Route, new StateKey("判定", "", 1), Some.Visit(5, "異常終了"), Some.Visit(5, "後行"))));

    [Fact]
    public void What_only_one_came_to_is_named_and_so_is_no_difference_at_all()
    {
        Assert.Equal("Only this run came to 集計.", Say(new Divergence(DivergenceKind.Shorter, new StateKey("判定", "", 1), Normal, null)));
        Assert.Equal("Only the other run came to 集計.", Say(new Divergence(DivergenceKind.Shorter, null, null, Normal)));
        Assert.Equal("They began with different states.", Say(new Divergence(DivergenceKind.Start, null, Normal, Failed)));
        Assert.Equal("Both went the same way to the same ends.", Say(null));
    }

    private static string Say(Divergence? first, string culture = "en") => ComparisonWords.Sentence(first, Some.Words(culture));
}
