using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TraceKit.Generators.Writing;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Generators.Tests.Writing;

/// <summary>The writers of a program's own event types are as approved, compile without a warning, and are made only when there is need.</summary>
public sealed class EventWriterSpecs
{
    private const string Options = "[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]";

    [Fact]
    public void Each_kind_of_member_has_its_statement() => Approved.Check("members", Generated(Options, """
        public sealed record Hit(string Url, double? Score);

        public enum Kind { Web, Mail }

        public sealed record Found : ITraceEvent<Found>
        {
            public static TraceEventType<Found> EventType => throw new NotSupportedException();

            public required string Query { get; init; }
            public string? Note { get; init; }
            public Kind Kind { get; init; }
            public int Count { get; init; }
            public IReadOnlyList<Hit> Hits { get; init; } = [];
            public JsonElement? Raw { get; init; }
            public DateTimeOffset At { get; init; }
            public IReadOnlyDictionary<string, string?>? Tags { get; init; }
            [JsonPropertyName("best_hit")] public Hit? Best { get; init; }
            [JsonIgnore] public string? Secret { get; init; }
            internal string? Hidden { get; init; }
        }
        """));

    [Fact]
    public void Nulls_are_written_where_the_context_does_not_leave_them_out() =>
        Assert.Contains("json.Null(\",\\\"Note\\\":\"u8);", Generated(string.Empty, Event("public string? Note { get; init; }")), StringComparison.Ordinal);

    [Theory]
    [InlineData("[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Count { get; init; }")]
    [InlineData("[JsonExtensionData] public Dictionary<string, JsonElement>? More { get; init; }")]
    [InlineData("[JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] public DayOfWeek Day { get; init; }")]
    [InlineData("[JsonNumberHandling(JsonNumberHandling.WriteAsString)] public int Count { get; init; }")]
    [InlineData("[JsonPropertyName(\"naïve\")] public int Count { get; init; }")]
    public void What_is_not_understood_is_left_to_the_serializer(string member) =>
        Assert.DoesNotContain("Writer()", Generated(Options, Event(member)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.WriteAsString)]")]
    [InlineData("[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]")]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]")]
    public void Options_that_are_not_understood_leave_everything_to_the_serializer(string options) =>
        Assert.Empty(Generated(options, Event("public int Count { get; init; }")));

    [Fact]
    public void An_edit_elsewhere_does_not_make_the_source_again()
    {
        CancellationToken cancelled = TestContext.Current.CancellationToken;
        CSharpCompilation compilation = Snippet.Compile(Program(Options, Event("public int Count { get; init; }")), "class Other { }");
        GeneratorDriver driver = Snippet.Driver(track: true, new EventWriterGenerator()).RunGenerators(compilation, cancelled);
        SyntaxTree old = compilation.SyntaxTrees[^1];
        SyntaxTree edited = old.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From("class Other { int _more; }"));

        GeneratorRunResult result = driver.RunGenerators(compilation.ReplaceSyntaxTree(old, edited), cancelled).GetRunResult().Results.Single();

        Assert.All(result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs), output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static string Generated(string options, string code) => Snippet.Generated(Program(options, code), new EventWriterGenerator());

    private static string Event(string member) =>
        "public sealed record Found : ITraceEvent<Found> { public static TraceEventType<Found> EventType => throw new NotSupportedException(); " + member + " }";

    /// <summary>The framework's own generator does not run here, so the context is written by hand.</summary>
    private static string Program(string options, string code) => $$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        using TraceKit.Contract;

        namespace Acme.Search;

        {{options}}
        [JsonSerializable(typeof(Found))]
        [JsonSerializable(typeof(string))]
        internal sealed partial class SearchJson() : JsonSerializerContext(null)
        {
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }

        {{code}}
        """;
}
