using Xunit;

namespace Dashboard.Tests.StateMachines.Interpreter.MapRuns;

public class ItemBatcherTests
{
    private static string Map(string batcher) => $$$$"""
        {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","ItemBatcher":{{{{batcher}}}},"ToleratedFailureCount":2,
         "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},"End":true}}}
        """;

    [Fact]
    public void Items_go_in_batches_with_the_input_that_all_batches_share()
    {
        var run = Some.Run(Map("""{"MaxItemsPerBatch":2,"BatchInput":{"on.$":"$.day"}}"""), """{"items":[1,2,3],"day":"月"}""");

        Assert.Equal("[{},{}]", run.ToEnd().Output);
        Assert.Equal(["""{"BatchInput":{"on":"月"},"Items":[1,2]}""", """{"BatchInput":{"on":"月"},"Items":[3]}"""], run.MapRuns.Children.Select(c => c.Input));
        Assert.Equal(3, run.Single("MapStateStarted").Length);
        Assert.Equal((2, 3), (run.MapRuns.Runs.Single().Executions.Total, run.MapRuns.Runs.Single().Items.Total));
    }

    [Fact]
    public void A_batch_is_no_larger_than_so_many_bytes_unless_one_item_is()
    {
        // {"Items":["aa","bb"]} has 21 bytes.
        var run = Some.Run(Map("""{"MaxInputBytesPerBatchPath":"$.bytes"}"""), """{"items":["aa","bb","cc","much too large to go with another"],"bytes":21}""");

        run.ToEnd();
        Assert.Equal(["""{"Items":["aa","bb"]}""", """{"Items":["cc"]}""", """{"Items":["much too large to go with another"]}"""], run.MapRuns.Children.Select(c => c.Input));
    }

    [Fact]
    public void All_items_of_a_failed_batch_have_failed()
    {
        var tolerated = Some.Run(Map("""{"MaxItemsPerBatch":2}"""), """{"items":[1,2,3]}""", new ScriptedTasks().Fails("T", "Boom"));
        var exceeded = Some.Run(Map("""{"MaxItemsPerBatch":3}"""), """{"items":[1,2,3]}""", new ScriptedTasks().Fails("T", "Boom"));

        Assert.Null(tolerated.ToEnd().Error);
        Assert.Equal("States.ExceedToleratedFailureThreshold", exceeded.ToEnd().Error);
    }

    [Theory]
    [InlineData("0", "MaxItemsPerBatch must be positive.")]
    [InlineData("\"two\"", "The MaxItemsPerBatchPath field refers to value \"two\" which is not a valid integer: $.most")]
    public void A_batch_of_no_size_is_a_fault(string most, string cause)
    {
        var end = Some.Run(Map("""{"MaxItemsPerBatchPath":"$.most"}"""), $$"""{"items":[1],"most":{{most}}}""").ToEnd();

        Assert.Equal("States.Runtime", end.Error);
        Assert.EndsWith(cause, end.Cause);
    }
}
