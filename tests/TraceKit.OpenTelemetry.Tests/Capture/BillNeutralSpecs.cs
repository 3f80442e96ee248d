using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Tests.Reading;
using TraceKit.Reading;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>What the user exports is the same with the capture as without it, whatever he samples, and the run has all of it.</summary>
public sealed class BillNeutralSpecs
{
    private const int Traces = 100;

    private static readonly ActivitySource Own = new("TraceKit.Tests.Program");

    public static TheoryData<string, bool> Cases => new(
        from sampler in (string[])["0", "0.1", "1", "parent-on", "parent-off", "parent-0.1"]
        from listens in (bool[])[false, true]
        select (sampler, listens));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_spans_are_exported_with_and_without_capture(string sampler, bool listensToLibrary)
    {
        string[] without = Play(sampler, listensToLibrary, capture: false, out _);
        string[] with = Play(sampler, listensToLibrary, capture: true, out RecordedRun? run);

        Assert.Equal(without, with);
        Assert.Equal(3 * Traces, run!.All<LlmCall>().Count);
        Assert.True(sampler is not ("1" or "parent-on") || without.Length > Traces);
        Assert.True(sampler is not "0.1" || without.Length is > 0 and < Traces);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Captured_content_is_taken_off_before_the_exporters_and_the_run_has_it(bool collectorFirst)
    {
        string[] without = [.. Strip(collectorFirst, content: false, out _)];
        string[] with = [.. Strip(collectorFirst, content: true, out RecordedRun run)];

        Assert.Equal(without, with);
        Assert.Equal("a secret question", run.Only<LlmCall>().Request!.Messages![0].Content);
        Assert.Equal("a secret answer", run.Only<LlmCall>().Reply!.Content);
        Assert.Equal("Tells a secret", run.Only<LlmCall>().Request!.Tools![0].Description);
    }

    [Fact]
    public void Content_capture_tells_the_library_unless_the_user_has_told_it()
    {
        const string Variable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
        string? before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, null);
            new CaptureBench().Dispose();
            Assert.Null(Environment.GetEnvironmentVariable(Variable));
            new CaptureBench(options => options.CaptureContent = true).Dispose();
            Assert.Equal("true", Environment.GetEnvironmentVariable(Variable));
            Environment.SetEnvironmentVariable(Variable, "false");
            new CaptureBench(options => options.CaptureContent = true).Dispose();
            Assert.Equal("false", Environment.GetEnvironmentVariable(Variable));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    /// <summary>What a program exports: its own spans around and under those of a library.</summary>
    private static string[] Play(string sampler, bool listensToLibrary, bool capture, out RecordedRun? recorded)
    {
        using var library = new ForeignLibrary($"Experimental.Microsoft.Extensions.AI.{Guid.NewGuid():N}"); // who listens to a name is remembered for a moment
        var spans = new CollectingSpans();
        TracerProviderBuilder builder = Sdk.CreateTracerProviderBuilder().AddSource(Own.Name).SetSampler(Sampler(sampler)).AddProcessor(new SimpleActivityExportProcessor(spans));
        using TracerProvider provider = (listensToLibrary ? builder.AddSource(library.Source.Name) : builder).Build();
        using CaptureBench? bench = capture ? new CaptureBench() : null;
        using TraceRun? run = bench?.Start();
        bool isByTraceId = !sampler.StartsWith("parent", StringComparison.Ordinal);
        for (int trace = 0; trace < Traces; trace++)
        {
            var around = new ActivityContext(ActivityTraceId.CreateFromString($"{trace * 0x0123_4567_89ab_cdefL:x16}{trace + 1:x16}".AsSpan(0, 32)), ActivitySpanId.CreateFromString("00000000000000ff"), ActivityTraceFlags.None, isRemote: true);
            using (isByTraceId ? Own.StartActivity("request", ActivityKind.Server, around) : sampler == "parent-0.1" ? null : Own.StartActivity("request"))
            {
                PlayOne(library);
            }
        }

        recorded = run is null ? null : CaptureBench.End(run);
        Assert.Null(Activity.Current);
        return [.. spans.All.Select(span => $"{span.DisplayName} < {span.Parent?.DisplayName ?? (span.HasRemoteParent ? "remote" : "root")}: {string.Join(", ", span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}")];
    }

    private static void PlayOne(ForeignLibrary library)
    {
        for (int call = 0; call < 3; call++)
        {
            using Activity? chat = library.StartChat();
            Activity? around = Activity.Current;
            using (Activity? http = Own.StartActivity("POST", ActivityKind.Client))
            {
                http?.SetTag("http.request.method", "POST");
            }

            Assert.Same(around, Activity.Current);
            ForeignLibrary.End(chat, Guid.NewGuid().ToString("N"));
            chat?.SetTag("gen_ai.response.id", null);
        }
    }

    private static IEnumerable<string> Strip(bool collectorFirst, bool content, out RecordedRun recorded)
    {
        using var library = new ForeignLibrary();
        var spans = new CollectingSpans();
        CaptureBench? bench = collectorFirst ? new CaptureBench() : null;
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(library.Source.Name)
            .StripCapturedContent()
            .AddProcessor(new SimpleActivityExportProcessor(spans))
            .Build();
        bench ??= new CaptureBench();
        using (bench)
        {
            recorded = bench.Record(_ =>
            {
                using Activity? chat = library.StartChat(ask: content ? "a secret question" : null);
                chat!.SetTag("gen_ai.tool.definitions", content
                    ? """[{"type":"function","name":"tell","description":"Tells a secret","parameters":{"type":"object"}}]"""
                    : """[{"type":"function","name":"tell"}]""");
                ForeignLibrary.End(chat, "r", content ? """[{"role":"assistant","parts":[{"type":"text","content":"a secret answer"}]}]""" : null);
            });
        }

        return [.. Assert.Single(spans.All).TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];
    }

    /// <summary>A sampler that follows the parent decides roots by chance: with roots of the library's own, what is compared is that none is lost or added, so it draws by name.</summary>
    private static Sampler Sampler(string name) => name switch
    {
        "parent-on" => new ParentBasedSampler(new AlwaysOnSampler()),
        "parent-off" => new ParentBasedSampler(new AlwaysOffSampler()),
        "parent-0.1" => new ParentBasedSampler(new EveryTenth()),
        _ => new TraceIdRatioBasedSampler(double.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>Takes each tenth span that it is asked about.</summary>
    private sealed class EveryTenth : Sampler
    {
        private int _asked;

        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(++_asked % 10 == 0 ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}
