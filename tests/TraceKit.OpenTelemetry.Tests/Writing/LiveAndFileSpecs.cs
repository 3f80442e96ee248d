using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.OpenTelemetry.Writing;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Writing;

/// <summary>What is exported while a run happens and what is made of its file later is the same.</summary>
public sealed class LiveAndFileSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, bool> Ways => new(GenAiProfile.All.SelectMany(profile => new[] { (profile.Id, false), (profile.Id, true) }));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public void Spans_of_a_file_are_those_that_were_exported_live(string profile, bool content)
    {
        (CollectingSpans live, RecordedRun run) = Play(profile, content);

        RunSpans later = RunSpans.Of(run, GenAiProfile.Of(profile), content);

        Assert.Equal(live.All.Select(Shown).Order(StringComparer.Ordinal), later.Spans.Select(Shown).Order(StringComparer.Ordinal));
        Assert.Equal(9, later.Spans.Count);
        Assert.Single(later.Logs);
    }

    [Fact]
    public void Without_content_nothing_that_was_said_is_in_a_span()
    {
        (CollectingSpans live, _) = Play(GenAiProfile.Latest.Id, content: false);

        string all = string.Join('\n', live.All.Select(Shown));

        Assert.All(["trip\"", "Be brief", "a train", "A station", "Rome", "half a ticket", "no such tool", "not json", BusyAgent.Secret], said => Assert.DoesNotContain(said, all, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_secret_leaves_in_a_span(string profile, bool content)
    {
        (CollectingSpans live, _) = Play(profile, content);

        string all = string.Join('\n', live.All.Select(Shown));

        Assert.DoesNotContain(BusyAgent.Secret, all, StringComparison.Ordinal);
        Assert.Equal(content, all.Contains("[REDACTED", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_nobody_listened_to_has_the_same_ids_each_time()
    {
        RecordedRun run = BusyAgent.Play(_folder);

        RunSpans once = RunSpans.Of(run);
        RunSpans again = RunSpans.Of(run);

        Assert.Null(run.Header.Trace);
        Assert.Equal(run.RunId.Replace("-", string.Empty, StringComparison.Ordinal), once.Spans[0].TraceId);
        Assert.Equal(once.Spans.Select(span => (span.SpanId, span.ParentSpanId)), again.Spans.Select(span => (span.SpanId, span.ParentSpanId)));
        Assert.All(once.Spans.Skip(1), span => Assert.Contains(once.Spans, parent => parent.SpanId == span.ParentSpanId));
        Assert.Equal(once.Spans.Count, once.Spans.Select(span => span.SpanId).Distinct().Count());
        Assert.All(once.Spans, span => Assert.True(span.EndUnixNano >= span.StartUnixNano));
    }

    [Fact]
    public void A_run_joins_the_trace_around_it_live_and_from_its_file()
    {
        using Activity request = new Activity("request").Start();
        request.ActivityTraceFlags = ActivityTraceFlags.Recorded;

        (CollectingSpans live, RecordedRun run) = Play("genai-1.41", content: false);

        SpanRecord root = RunSpans.Of(run).Spans[0];
        Assert.Equal(request.TraceId.ToHexString(), root.TraceId);
        Assert.Equal(request.SpanId.ToHexString(), root.ParentSpanId);
        Assert.Equal(live.Named("invoke_agent booker").SpanId.ToHexString(), root.SpanId);
    }

    private (CollectingSpans Live, RecordedRun Run) Play(string profile, bool content)
    {
        var spans = new CollectingSpans();
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddTraceKitInstrumentation(options => (options.Profile, options.RecordContent) = (GenAiProfile.Of(profile), content))
            .AddProcessor(new SimpleActivityExportProcessor(spans))
            .Build();
        return (spans, BusyAgent.Play(_folder));
    }

    /// <summary>A label is a log record where there is a place for these, and else an event of the span that is open: only that differs.</summary>
    private static string Shown(Activity span) => Shown(
        span.TraceId.ToHexString(),
        span.SpanId.ToHexString(),
        span.ParentSpanId == default ? null : span.ParentSpanId.ToHexString(),
        $"{span.DisplayName} {span.Kind} {span.Status}",
        span.TagObjects,
        span.Events.Where(happened => happened.Name != "gen_ai.evaluation.result").Select(happened => (happened.Name, happened.Tags)),
        span.Links.Select(link => (link.Context.SpanId.ToHexString(), link.Tags!)));

    private static string Shown(SpanRecord span) => Shown(
        span.TraceId,
        span.SpanId,
        span.ParentSpanId,
        $"{span.Name} {span.Kind} {span.Status}",
        span.Attributes,
        span.Events.Select(happened => (happened.Name, (IEnumerable<KeyValuePair<string, object?>>)happened.Attributes)),
        span.Links.Select(link => (link.SpanId, (IEnumerable<KeyValuePair<string, object?>>)link.Attributes)));

    private static string Shown(
        string trace,
        string span,
        string? parent,
        string head,
        IEnumerable<KeyValuePair<string, object?>> attributes,
        IEnumerable<(string Name, IEnumerable<KeyValuePair<string, object?>> Attributes)> events,
        IEnumerable<(string Span, IEnumerable<KeyValuePair<string, object?>> Attributes)> links) =>
        string.Join(
            '\n',
            [
                $"{head} {trace} {span} < {parent}",
                .. Shown(attributes),
                .. events.SelectMany(happened => Shown(happened.Attributes).Prepend($"* {happened.Name}")),
                .. links.SelectMany(link => Shown(link.Attributes).Prepend($"> {link.Span}")),
            ]);

    private static IEnumerable<string> Shown(IEnumerable<KeyValuePair<string, object?>> attributes) => attributes.Select(attribute =>
        $"  {attribute.Key} = {(attribute.Value is string[] texts ? string.Join(" | ", texts) : Convert.ToString(attribute.Value, CultureInfo.InvariantCulture))} ({attribute.Value?.GetType().Name})");
}
