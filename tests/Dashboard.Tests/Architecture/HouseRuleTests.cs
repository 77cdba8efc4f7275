using System.Text.RegularExpressions;
using Xunit;

namespace Dashboard.Tests.Architecture;

/// <summary>Habits that a compiler does not hold.</summary>
public sealed partial class HouseRuleTests
{
    private static readonly string[] JunkDrawers = ["Common", "Utils", "Utilities", "Helpers", "Models", "Services", "Misc"];

    [Fact]
    public void Files_keep_to_their_size()
    {
        var long_ = Source("*.cs").Concat(Source("*.razor"))
            .Select(f => (File: RepositoryRoot.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > Budget(f.File))
            .Select(f => $"{f.File}: {f.Lines} lines, {Budget(f.File)} at most");
        Assert.Empty(long_);
    }

    [Fact]
    public void No_folder_is_a_junk_drawer() =>
        Assert.Empty(Source("*.cs").Select(f => RepositoryRoot.Relative(f)).Where(f => f.Split('/').Intersect(JunkDrawers).Any()));

    [Fact]
    public void The_clock_is_a_TimeProvider() =>
        Assert.Empty(Matching(Source("*.cs").Concat(Source("*.razor")), ClockRegex()));

    [Fact]
    public void Nothing_is_async_void() =>
        Assert.Empty(Matching(Source("*.cs").Concat(Source("*.razor")), AsyncVoidRegex()));

    [Fact]
    public void Only_the_ends_of_roads_catch_everything()
    {
        string[] ends = ["src/Dashboard/Actions/ActionRunner.cs", "src/Dashboard/Live/", "src/Dashboard/Hosting/", "src/Dashboard.Sandbox/"];
        Assert.Empty(Matching(Source("*.cs").Concat(Source("*.razor")), CatchAllRegex()).Where(m => !ends.Any(e => m.StartsWith(e, StringComparison.Ordinal))));
    }

    [Fact]
    public void Colours_stand_in_the_style_sheets_only() =>
        Assert.Empty(Matching(RepositoryRoot.Files("src/Dashboard", "*.cs").Concat(RepositoryRoot.Files("src/Dashboard", "*.razor")), ColourRegex()));

    [Fact]
    public void Links_are_relative_so_that_the_dashboard_can_be_seen_under_a_path() =>
        Assert.Empty(Matching(RepositoryRoot.Files("src/Dashboard", "*.razor").Concat(RepositoryRoot.Files("src/Dashboard/Features", "*.cs")).Concat(RepositoryRoot.Files("wwwroot", "*.js")), AbsoluteLinkRegex())
            .Where(m => !m.Contains("@page ", StringComparison.Ordinal) && !m.Contains(".Map", StringComparison.Ordinal)));

    [Fact]
    public void A_page_asks_for_at_most_six_services() =>
        Assert.Empty(RepositoryRoot.Files("src/Dashboard", "*Page.razor")
            .Select(f => (File: RepositoryRoot.Relative(f), Count: Injections(f)))
            .Where(f => f.Count > 6)
            .Select(f => $"{f.File}: {f.Count}"));

    // Playwright looks at the address first and begins to listen afterwards: what is gone to in between is waited for in vain. ToHaveURLAsync looks again and again.
    [Fact]
    public void Browser_tests_do_not_wait_for_an_address_by_events() =>
        Assert.Empty(Matching(RepositoryRoot.Files("tests/Dashboard.EndToEnd", "*.cs"), WaitForAddressRegex()));

    private static int Injections(string page) =>
        File.ReadLines(page).Count(l => l.StartsWith("@inject ", StringComparison.Ordinal))
        + (File.Exists(page + ".cs") ? File.ReadLines(page + ".cs").Count(l => l.Contains("[Inject]", StringComparison.Ordinal)) : 0);

    private static int Budget(string file) => file switch
    {
        _ when file.EndsWith(".razor.cs", StringComparison.Ordinal) => 150,
        _ when file.EndsWith(".razor", StringComparison.Ordinal) => 120,
        _ => 250,
    };

    private static IEnumerable<string> Source(string pattern) =>
        RepositoryRoot.Files("src", pattern).Where(f => !f.Contains("/AwsSdk/generator/", StringComparison.Ordinal));

    private static IEnumerable<string> Matching(IEnumerable<string> files, Regex what) =>
        files.SelectMany(f => File.ReadLines(f).Select((line, i) => (line, i))
            .Where(l => what.IsMatch(l.line))
            .Select(l => $"{RepositoryRoot.Relative(f)}:{l.i + 1}: {l.line.Trim()}"));

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b")]
    private static partial Regex ClockRegex();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoidRegex();

    [GeneratedRegex(@"catch(\s*\(Exception(\s+\w+)?\))?\s*$")]
    private static partial Regex CatchAllRegex();

    [GeneratedRegex(@"#[0-9a-fA-F]{6}\b|\brgba?\(")]
    private static partial Regex ColourRegex();

    [GeneratedRegex(@"\.(RunAnd)?WaitFor(URL|Navigation)Async\(")]
    private static partial Regex WaitForAddressRegex();

    // An address that begins with a slash, where it is an attribute, something to go to, or text that becomes one.
    [GeneratedRegex("""(href|src|action)="/|(NavigateTo|fetch|import|GetUriWithQueryParameters)\(\$?["'`]/|\$?"/(machines|executions|schedules|audit|graphs|logs|settings|login|logout)\b|\$"/\{""")]
    private static partial Regex AbsoluteLinkRegex();
}
