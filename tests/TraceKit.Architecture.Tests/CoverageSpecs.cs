using System.Text.RegularExpressions;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Architecture.Tests;

/// <summary>What <c>docs/coverage.md</c> says is shown by a test has that test.</summary>
public sealed partial class CoverageSpecs
{
    private static readonly string[] Sources = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Specs.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

    public static TheoryData<string, string, string> Claims => [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "coverage.md"))
        .Where(line => Row().IsMatch(line))
        .SelectMany(line => Test().Matches(line).Select(test => (Row().Match(line).Groups["id"].Value, test.Groups["class"].Value, test.Groups["test"].Value)))];

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_feature_is_shown_by_a_test_that_exists(string id, string specs, string test) =>
        Assert.True(
            Sources.Any(source => source.Contains($"class {specs}", StringComparison.Ordinal) && Regex.IsMatch(source, $@"\b(void|Task) {test}\(")),
            $"{id} names {specs}.{test}, which does not exist.");

    [Fact]
    public void Every_feature_of_the_capture_and_of_learning_is_there()
    {
        IEnumerable<string> ids = Claims.Select(claim => claim.Data.Item1).Distinct();

        Assert.Equal([.. Enumerable.Range(1, 17).Select(number => $"A{number:D2}"), .. Enumerable.Range(1, 11).Select(number => $"C{number:D2}")], ids);
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d\d) \|", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+Specs)\.(?<test>\w+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
