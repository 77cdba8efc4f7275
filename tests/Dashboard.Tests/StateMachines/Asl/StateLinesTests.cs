using Dashboard.Domain.StateMachines.Asl;
using Xunit;

namespace Dashboard.Tests.StateMachines.Asl;

public class StateLinesTests
{
    [Fact]
    public void Every_state_knows_the_line_of_its_name()
    {
        var definition = AslReader.Read("""
            {
              "StartAt": "並列",
              "States": {
                "並列": { "Type": "Parallel", "End": true,
                  "Branches": [ { "StartAt": "A",
                    "States": {

                      "A": { "Type": "Pass", "Result": { "Next": 1 }, "End": true } } } ] } } }
            """);

        Assert.Equal([("並列", 4), ("A", 8)], definition.AllStates.Select(s => (s.Name, s.Line)));
    }

    [Fact]
    public void Half_a_character_is_refused_in_words() => Assert.Throws<AslException>(() => AslReader.Read("""{"StartAt":"A","States":{"\ud800":{"Type":"Pass"}}}"""));
}
