using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace TraceKit.OpenTelemetry.Tests.Capture;

/// <summary>What listeners of activities do in this version of .NET and OpenTelemetry: the facts that the capture is built on.</summary>
public sealed class ListenerSpecs
{
    private const string Name = "TraceKit.Tests.Listened";

    [Theory]
    [InlineData(ActivitySamplingResult.AllData, 0)]
    [InlineData(ActivitySamplingResult.AllDataAndRecorded, 2)]
    public void A_listener_that_says_recorded_exports_what_the_user_has_sampled_out(ActivitySamplingResult result, int exported)
    {
        using var source = new ActivitySource(Name);
        var spans = new CollectingSpans();
        using TracerProvider provider = Provider(spans, new ParentBasedSampler(new TraceIdRatioBasedSampler(0)));
        int stopped = 0;
        using ActivityListener listener = Listen(result, stop: _ => stopped++);

        using (source.StartActivity("outer"))
        {
            source.StartActivity("inner")?.Dispose();
        }

        Assert.Equal((2, exported), (stopped, spans.All.Count));
    }

    [Fact]
    public void A_listener_sees_activities_that_instrumentation_is_suppressed_for()
    {
        using var source = new ActivitySource(Name);
        int stopped = 0;
        using ActivityListener listener = Listen(ActivitySamplingResult.AllData, stop: _ => stopped++);
        using IDisposable suppressed = SuppressInstrumentationScope.Begin();

        source.StartActivity("suppressed")?.Dispose();

        Assert.True(Sdk.SuppressInstrumentation);
        Assert.Equal(1, stopped);
    }

    [Fact]
    public void What_a_listener_throws_reaches_the_program()
    {
        using var source = new ActivitySource(Name);
        using ActivityListener listener = Listen(ActivitySamplingResult.AllData, stop: _ => throw new InvalidOperationException("from the listener"));

        Assert.Throws<InvalidOperationException>(() => source.StartActivity("thrown")!.Dispose());
        Activity.Current = null;
    }

    [Fact]
    public async Task The_current_activity_of_an_async_iterator_is_lost_at_its_first_yield()
    {
        using var source = new ActivitySource(Name);
        using ActivityListener listener = Listen(ActivitySamplingResult.AllData);
        using Activity? outer = source.StartActivity("outer");

        List<string?> seen = await IterateAsync().ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["inner", "outer"], seen);

        async IAsyncEnumerable<string?> IterateAsync()
        {
            using Activity? inner = source.StartActivity("inner");
            yield return Activity.Current?.DisplayName;
            await Task.Yield();
            yield return Activity.Current?.DisplayName;
        }
    }

    [Fact]
    public void A_sampler_sees_the_name_and_the_source_and_no_tag_that_comes_later()
    {
        using var library = new ForeignLibrary(Name);
        var seen = new List<(string Source, string Name, int Tags)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                seen.Add((options.Source.Name, options.Name, options.Tags?.Count() ?? 0));
                return ActivitySamplingResult.AllData;
            },
        };
        ActivitySource.AddActivityListener(listener);

        library.Chat("r");
        library.Tool("look", "c");

        Assert.Equal([(Name, "chat gpt-4o", 0), (Name, "execute_tool look", 3)], seen);
    }

    [Fact]
    public void An_activity_that_only_a_listener_wants_takes_the_users_own_spans_away()
    {
        using var foreign = new ActivitySource(Name);
        using var own = new ActivitySource("TraceKit.Tests.Own");
        var spans = new CollectingSpans();
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder().AddSource(own.Name).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();
        using ActivityListener listener = Listen(ActivitySamplingResult.AllData);

        using (foreign.StartActivity("chat m"))
        {
            own.StartActivity("POST")?.Dispose();
        }

        Assert.Empty(spans.All); // hence the capture hides its activities: see BillNeutralSpecs
    }

    private static TracerProvider Provider(CollectingSpans spans, Sampler sampler) =>
        Sdk.CreateTracerProviderBuilder().AddSource(Name).SetSampler(sampler).AddProcessor(new SimpleActivityExportProcessor(spans)).Build();

    private static ActivityListener Listen(ActivitySamplingResult result, Action<Activity>? stop = null)
    {
        var listener = new ActivityListener { ShouldListenTo = source => source.Name == Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => result, ActivityStopped = stop };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
