using System.Reflection;
using System.Text.RegularExpressions;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests;

/// <summary><c>docs/format/spans.md</c> says what there is.</summary>
public sealed partial class SpanDocumentSpecs
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "format", "spans.md"));

    [Fact]
    public void Every_attribute_of_our_own_is_in_the_table_and_no_other()
    {
        IEnumerable<string> constants = typeof(TraceKitAttributes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        string table = Page[Page.IndexOf("## Attributes of TraceKit's own", StringComparison.Ordinal)..];

        Assert.Equal(constants, Row().Matches(table).Select(row => row.Groups["name"].Value));
    }

    [Fact]
    public void Every_profile_and_every_metric_is_named()
    {
        Assert.All(GenAiProfile.All, profile => Assert.Contains($"| `{profile.Id}` |", Page, StringComparison.Ordinal));
        Assert.All(
            GenAiProfile.All.SelectMany(profile => new[]
            {
                profile.Metrics.CallDuration, profile.Metrics.TimeToFirstChunk, profile.Metrics.AgentDuration, profile.Metrics.AgentModelCalls,
                profile.Metrics.AgentToolCalls, profile.Metrics.ToolDuration, profile.Metrics.TokenUsage ?? "gen_ai.client.token.usage",
            }),
            name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| `(?<name>tracekit\.[a-z0-9_.]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
