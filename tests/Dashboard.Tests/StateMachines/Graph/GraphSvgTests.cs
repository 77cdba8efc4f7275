using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.StateMachines.Graph;
using Xunit;

namespace Dashboard.Tests.StateMachines.Graph;

public sealed class GraphSvgTests
{
    private static readonly string[] Forbidden = ["style", "script", "onload", "onclick", "foreignObject"];

    [Fact]
    public void Any_drawing_is_well_formed_whatever_the_names() => Some.AnyDefinition.Sample(
        definition =>
        {
            var names = Svg(definition).Descendants().Attributes("data-state").Select(a => a.Value);
            Assert.Equal(
                definition.AllStates.Select(s => s.Name.Replace('\u0001', '\uFFFD')).Order(StringComparer.Ordinal),
                names.Order(StringComparer.Ordinal));
        },
        iter: 200);

    [Fact]
    public void A_hostile_name_stays_text()
    {
        const string Name = "<script>alert('1')</script>\" onload=x &amp;";
        var svg = Svg(Some.Machine("x", System.Text.Json.JsonSerializer.Serialize(Name).Replace("'", "\\u0027", StringComparison.Ordinal) + ":{'Type':'Succeed'}"));
        var state = svg.Descendants().Single(e => (string?)e.Attribute("data-state") == Name);
        Assert.Equal(Name, (string?)state.Attribute("aria-label"));
        Assert.DoesNotContain(svg.Descendants(), e => Forbidden.Contains(e.Name.LocalName) || e.Attributes().Any(a => Forbidden.Contains(a.Name.LocalName)));
    }

    [Fact]
    public void A_state_has_its_box_name_and_empty_places_for_what_an_execution_fills_in()
    {
        var svg = Svg(Some.Machine("A", "'A':{'Type':'Task','End':true,'Comment':'why'}"));
        var state = svg.Descendants().Single(e => (string?)e.Attribute("data-state") == "A");
        Assert.Equal(("state", "Task", "button", "0"), ((string?)state.Attribute("class"), (string?)state.Attribute("data-type"), (string?)state.Attribute("role"), (string?)state.Attribute("tabindex")));
        Assert.Equal(["box", "glyph", "name", "badge"], state.Elements().Where(e => e.Attribute("class") is not null).Select(e => (string?)e.Attribute("class")));
        Assert.Equal(["", "A", ""], state.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        Assert.Equal("A\nwhy", state.Elements().First().Value);
    }

    [Fact]
    public void A_Parallel_has_a_place_for_each_branch()
    {
        var svg = Svg(Some.Machine("P", "'P':{'Type':'Parallel','End':true,'Branches':[{'StartAt':'A','States':{'A':{'Type':'Pass','End':true}}},{'StartAt':'B','States':{'B':{'Type':'Pass','End':true}}}]}"));
        var container = svg.Descendants().Single(e => (string?)e.Attribute("data-state") == "P");
        Assert.Equal("state container", (string?)container.Attribute("class"));
        Assert.Equal(["0", "1"], container.Elements().Where(e => (string?)e.Attribute("class") == "branch").Select(e => (string?)e.Attribute("data-branch")));
        Assert.Equal(2, container.Descendants().Count(e => (string?)e.Attribute("class") == "branch-text" && e.Value.Length == 0));
    }

    [Fact]
    public void Arrows_say_what_they_are()
    {
        var svg = Svg(Some.Machine("A", "'A':{'Type':'Task','Next':'B','Catch':[{'ErrorEquals':['States.ALL'],'Next':'F'}]},'B':{'Type':'Choice','Choices':[{'Variable':'$.a','NumericEquals':0,'Next':'C'}],'Default':'F'},'C':{'Type':'Succeed'},'F':{'Type':'Fail'}"));
        var kinds = svg.Descendants().Where(e => e.Name.LocalName == "path" && e.Attribute("data-from") is not null)
            .ToDictionary(e => $"{(string?)e.Attribute("data-from")}>{(string?)e.Attribute("data-to")}", e => (string?)e.Attribute("class"));
        Assert.Equal(("edge next", "edge catch", "edge choice", "edge default"), (kinds["A>B"], kinds["A>F"], kinds["B>C"], kinds["B>F"]));
        Assert.Equal("edge next", kinds["#start>A"]);
    }

    [Fact]
    public void An_arrow_back_is_told_apart_and_may_be_a_catch_too()
    {
        var svg = Svg(Some.Machine("A", "'A':{'Type':'Task','Next':'B'},'B':{'Type':'Task','End':true,'Catch':[{'ErrorEquals':['X'],'Next':'A'}]}"));
        var back = svg.Descendants().Single(e => (string?)e.Attribute("data-from") == "B" && (string?)e.Attribute("data-to") == "A" && e.Name.LocalName == "path");
        Assert.Equal(("edge catch back", "catch back"), ((string?)back.Attribute("class"), (string?)back.Attribute("data-kind")));
    }

    [Fact]
    public void A_path_begins_at_the_arrows_head_so_that_dashes_of_a_shared_end_lie_on_each_other()
    {
        var steps = string.Join(',', Enumerable.Range(0, 9).Select(i => $"'S{i}':{{'Type':'Task','Next':'S{i + 1}','Catch':[{{'ErrorEquals':['States.ALL'],'Next':'Handler'}}]}}"));
        var svg = Svg(Some.Machine("S0", steps + ",'S9':{'Type':'Succeed'},'Handler':{'Type':'Fail'}"));
        var catches = svg.Descendants().Where(e => (string?)e.Attribute("data-kind") == "catch").ToArray();
        Assert.All(catches, path => Assert.NotNull(path.Attribute("marker-start")));
        Assert.InRange(catches.Select(path => path.Attribute("d")!.Value.Split('L')[0]).Distinct().Count(), 1, 4);
    }

    [Fact]
    public void An_open_child_is_a_box_whose_states_and_terminals_carry_the_way_to_them()
    {
        var child = new ExpandedMachine(Some.Machine("Run", "'Run':{'Type':'Task','End':true,'Comment':'why'}"));
        var layout = GraphLayout.Create(new ExpandedMachine(Some.Machine("Child1", "'Child1':{'Type':'Task','End':true}")).With("Child1", child), GraphDirection.Right);
        var svg = XElement.Parse(GraphSvg.Render(layout));
        Assert.Equal("right", (string?)svg.Attribute("data-direction"));
        Assert.Equal("state container child", (string?)svg.Descendants().Single(e => (string?)e.Attribute("data-state") == "Child1").Attribute("class"));
        var run = svg.Descendants().Single(e => (string?)e.Attribute("data-state") == "Child1 ▸ Run");
        Assert.Equal(("Child1 ▸ Run\nwhy", "Run"), (run.Elements().First().Value, run.Elements().Single(e => (string?)e.Attribute("class") == "name").Value));
        Assert.Equal(["#end:terminal end", "#start:terminal start", "Child1 ▸ #end:terminal end", "Child1 ▸ #start:terminal start"],
            svg.Descendants().Where(e => e.Attribute("data-terminal") is not null).Select(e => $"{(string?)e.Attribute("data-terminal")}:{(string?)e.Attribute("class")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Numbers_have_points_in_every_language()
    {
        var definition = Some.Machine("A", "'A':{'Type':'Task','Next':'B','Catch':[{'ErrorEquals':['States.ALL'],'Next':'B'}]},'B':{'Type':'Succeed'}");
        var (expected, culture) = (Svg(definition).ToString(), CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Svg(definition).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static XElement Svg(StateMachineDefinition definition) => XElement.Parse(GraphSvg.Render(GraphLayout.Create(definition)));
}
