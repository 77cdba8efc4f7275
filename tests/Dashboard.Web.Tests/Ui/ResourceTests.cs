using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Dashboard.Web.Tests.Ui;

/// <summary>Every word on a page comes from a resource file, in both languages.</summary>
public sealed partial class ResourceTests
{
    public static TheoryData<string> Sets => [.. Directory.EnumerateFiles(Source, "*Words.resx", SearchOption.AllDirectories).Where(f => !IsBuilt(f)).Select(f => Path.GetRelativePath(Source, f))];

    private static string Source => Path.GetFullPath(Path.Combine(Folder(), "../../../src/Dashboard"));

    [Theory]
    [MemberData(nameof(Sets))]
    public void English_and_Japanese_have_the_same_keys_and_places(string set)
    {
        var (en, ja) = (Read(set), Read(set.Replace(".resx", ".ja.resx", StringComparison.Ordinal)));
        Assert.Equal(en.Keys.Order(), ja.Keys.Order());
        Assert.All(en, pair => Assert.Equal(Places(pair.Value), Places(ja[pair.Key])));
        Assert.All(en.Concat(ja), pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void No_key_is_unused(string set)
    {
        var literals = Code().SelectMany(c => LiteralRegex().Matches(c).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

        // "Outcome_" + x and $"Outcome_{x}" use every key that begins so.
        var prefixes = literals.Where(l => l.EndsWith('_')).ToList();
        Assert.Empty(Read(set).Keys.Where(key => !literals.Contains(key) && !prefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal))));
    }

    [Fact]
    public void No_key_is_missing()
    {
        var keys = Sets.SelectMany(s => Read(s.Data).Keys).ToHashSet(StringComparer.Ordinal);
        var asked = Code().SelectMany(c => AskedRegex().Matches(c).Select(m => m.Groups[1].Value)).Distinct();
        Assert.Empty(asked.Where(a => a.EndsWith('_') ? !keys.Any(k => k.StartsWith(a, StringComparison.Ordinal)) : !keys.Contains(a)));
    }

    private static IEnumerable<string> Code() =>
        Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories).Where(f => !IsBuilt(f) && f.EndsWith(".cs", StringComparison.Ordinal) | f.EndsWith(".razor", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static bool IsBuilt(string file) => file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string set) =>
        XDocument.Load(Path.Combine(Source, set)).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    private static IEnumerable<string> Places(string text) => PlaceRegex().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order();

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"""(\w+)[""{]")]
    private static partial Regex LiteralRegex();

    [GeneratedRegex(@"\b(?:L|W|l|words|Words)\[""(\w+)""")]
    private static partial Regex AskedRegex();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex PlaceRegex();
}
