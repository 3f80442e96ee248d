using System.Globalization;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Conventions;

public sealed class ProfileSpecs
{
    private const string Capture = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    public static TheoryData<string> Ids => [.. GenAiProfile.All.Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_has_one_name_and_every_name_one_field(string id)
    {
        GenAiProfile profile = GenAiProfile.Of(id);
        GenAiField[] fields = Enum.GetValues<GenAiField>();

        string[] keys = [.. fields.Select(profile.KeyOrOwn)];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(fields.Cast<GenAiField?>(), keys.Select(profile.Field));
        Assert.All(keys, key => Assert.Matches("^(gen_ai|tracekit)\\.[a-z_.]+$", key));
    }

    [Fact]
    public void What_a_version_lacks_has_a_name_of_our_own_made_of_its_later_one() =>
        Assert.Equal(
            ["tracekit.request.reasoning.level", "tracekit.tool.call.arguments", "tracekit.evaluation.score.value"],
            [GenAiProfile.Version141.KeyOrOwn(GenAiField.RequestReasoningLevel), GenAiProfile.Version136.KeyOrOwn(GenAiField.ToolCallArguments), GenAiProfile.Version136.KeyOrOwn(GenAiField.EvaluationScore)]);

    [Fact]
    public void A_later_version_is_what_it_changed()
    {
        GenAiProfile before = GenAiProfile.Dev202608;
        GenAiProfile after = GenAiProfile.Dev202611;

        Assert.Equal([GenAiField.UsageCacheWriteTokens], Enum.GetValues<GenAiField>().Where(field => before.Key(field) != after.Key(field)));
        Assert.Equal(("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens"), (before.Key(GenAiField.UsageCacheWriteTokens), after.Key(GenAiField.UsageCacheWriteTokens)));
        Assert.Equal(("gen_ai.client.inference.duration", null), (after.Metrics.CallDuration, after.Metrics.TokenUsage));
        Assert.Equal(GenAiProfile.Latest, after);
        string file = Path.Combine(Repository.Root, "src", "TraceKit.OpenTelemetry", "Conventions", "Profiles", "GenAiDev202611.cs");
        Assert.InRange(File.ReadLines(file).Count(), 1, 40);
    }

    [Fact]
    public void A_profile_that_is_not_there_is_refused_with_those_that_are()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => GenAiProfile.Of("genai-2.0"));

        Assert.All(GenAiProfile.All, profile => Assert.Contains(profile.Id, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("span_only", true)]
    [InlineData("SPAN_AND_EVENT", true)]
    [InlineData("EVENT_ONLY", false)]
    [InlineData("NO_CONTENT", false)]
    [InlineData("false", false)]
    [InlineData("yes", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_environment_asks_for_content_in_either_dialect(string? value, bool wanted) =>
        Assert.Equal(wanted, new SpanSettings().WithEnvironment(key => key == Capture ? value : null).Content.IsWanted);

    [Theory]
    [InlineData(null, "genai-1.41")]
    [InlineData("http, gen_ai_latest_experimental", "genai-dev-2026-11")]
    [InlineData("http/dup", "genai-1.41")]
    public void The_environment_asks_for_the_latest_version(string? value, string profile) =>
        Assert.Equal(profile, new SpanSettings().WithEnvironment(key => key == "OTEL_SEMCONV_STABILITY_OPT_IN" ? value : null).InForce.Id);

    [Fact]
    public void What_the_author_says_counts_more_than_the_environment()
    {
        SpanSettings settings = new SpanSettings(GenAiProfile.Version136, RecordContent: false).WithEnvironment(_ => "true");

        Assert.Equal((GenAiProfile.Version136, false), (settings.InForce, settings.Content.IsWanted));
    }

    [Theory]
    [InlineData(null, null, null, 65536)]
    [InlineData(1000, null, null, 1000)]
    [InlineData(1000, "500", null, 500)]
    [InlineData(100, "500", null, 100)]
    [InlineData(null, "500", "200", 200)]
    [InlineData(null, "many", null, 65536)]
    public void Content_stays_below_the_limit_at_which_an_exporter_would_cut_it(int? said, string? general, string? ofSpans, int most)
    {
        SpanSettings settings = new SpanSettings(MaxContentLength: said).WithEnvironment(key => key switch
        {
            "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT" => general,
            "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT" => ofSpans,
            _ => null,
        });

        Assert.Equal(most, settings.Content.MaxLength);
    }

    [Fact]
    public void Boundaries_are_those_of_the_conventions()
    {
        Assert.Equal([0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92], GenAiMetricNames.CallSeconds);
        Assert.Equal(("1", "67108864", 14), (GenAiMetricNames.Tokens[0].ToString(CultureInfo.InvariantCulture), GenAiMetricNames.Tokens[^1].ToString(CultureInfo.InvariantCulture), GenAiMetricNames.Tokens.Count));
    }
}
