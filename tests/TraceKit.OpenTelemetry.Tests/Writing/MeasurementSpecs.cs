using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Writing;

public sealed class MeasurementSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("genai-1.36", "gen_ai.client.token.usage", "gen_ai.client.operation.duration", "tracekit.invoke_agent.duration", "tracekit.execute_tool.duration")]
    [InlineData("genai-1.41", "gen_ai.client.token.usage", "gen_ai.client.operation.time_to_first_chunk", "tracekit.invoke_agent.tool_calls", "tracekit.execute_tool.duration")]
    [InlineData("genai-dev-2026-08", "gen_ai.client.token.usage", "gen_ai.client.operation.time_to_first_chunk", "gen_ai.invoke_agent.inference_calls", "gen_ai.execute_tool.duration")]
    [InlineData("genai-dev-2026-11", "gen_ai.client.inference.usage.input_tokens", "gen_ai.client.inference.duration", "gen_ai.invoke_agent.duration", "gen_ai.execute_tool.duration")]
    public void A_profile_says_what_metrics_are_called(string profile, params string[] names)
    {
        Dictionary<string, Measured> metrics = Play(profile);

        Assert.All(names, name => Assert.Contains(name, metrics.Keys));
        Assert.Equal(profile == "genai-dev-2026-11", !metrics.ContainsKey("gen_ai.client.token.usage"));
    }

    [Fact]
    public void Tokens_durations_and_calls_are_measured_without_a_listener_of_spans()
    {
        Dictionary<string, Measured> metrics = Play("genai-dev-2026-08");

        Measured tokens = metrics["gen_ai.client.token.usage"];
        Assert.Equal(("{token}", 190.0, 30.0), (tokens.Unit, Sum(tokens, "gen_ai.token.type", "input"), Sum(tokens, "gen_ai.token.type", "output")));
        Assert.Equal(GenAiMetricNames.Tokens.Append(double.PositiveInfinity), tokens.Points[0].Boundaries);
        Measured calls = metrics["gen_ai.client.operation.duration"];
        Assert.Equal(("s", 0.05025), (calls.Unit, calls.Points.Sum(point => point.Sum)));
        Assert.Equal(GenAiMetricNames.CallSeconds.Append(double.PositiveInfinity), calls.Points[0].Boundaries);
        Assert.Equal(2, metrics["gen_ai.invoke_agent.tool_calls"].Points.Sum(point => point.Sum));
        Assert.Equal(2, metrics["gen_ai.invoke_agent.inference_calls"].Points.Sum(point => point.Sum));
        Assert.Equal(("{tool_call}", "s"), (metrics["gen_ai.invoke_agent.tool_calls"].Unit, metrics["gen_ai.invoke_agent.duration"].Unit));
    }

    [Fact]
    public void A_name_that_a_model_made_up_makes_no_series()
    {
        Measured tools = Play("genai-dev-2026-08")["gen_ai.execute_tool.duration"];

        Assert.Equal(["_OTHER", "search"], tools.Points.Select(point => (string)point.Tags["gen_ai.tool.name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_measured_when_nobody_reads()
    {
        var heard = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => heard.Add(instrument.Name));
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => heard.Add(instrument.Name));
        listener.Start();

        BusyAgent.Play(_folder);

        Assert.Empty(heard);
    }

    private Dictionary<string, Measured> Play(string profile)
    {
        var exported = new Exported();
        using MeterProvider provider = Sdk.CreateMeterProviderBuilder()
            .AddTraceKitInstrumentation(options => options.Profile = GenAiProfile.Of(profile))
            .AddReader(new BaseExportingMetricReader(exported) { TemporalityPreference = MetricReaderTemporalityPreference.Delta })
            .Build();
        BusyAgent.Play(_folder);
        provider.ForceFlush();
        return exported.Metrics;
    }

    private static double Sum(Measured metric, string tag, string value) => metric.Points.Where(point => Equals(point.Tags.GetValueOrDefault(tag), value)).Sum(point => point.Sum);

    private sealed record Point(Dictionary<string, object?> Tags, double Sum, double[] Boundaries);

    private sealed record Measured(string Unit, IReadOnlyList<Point> Points);

    /// <summary>Keeps what is exported: the SDK uses the points again.</summary>
    private sealed class Exported : BaseExporter<Metric>
    {
        public Dictionary<string, Measured> Metrics { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (Metric metric in batch)
            {
                List<Point> points = [];
                foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
                {
                    points.Add(Kept(metric, point));
                }

                Metrics.TryAdd(metric.Name, new Measured(metric.Unit, points));
            }

            return ExportResult.Success;
        }

        private static Point Kept(Metric metric, in MetricPoint point)
        {
            Dictionary<string, object?> tags = [];
            foreach (KeyValuePair<string, object?> tag in point.Tags)
            {
                tags[tag.Key] = tag.Value;
            }

            if (metric.MetricType != MetricType.Histogram)
            {
                return new Point(tags, 0, []);
            }

            List<double> boundaries = [];
            foreach (HistogramBucket bucket in point.GetHistogramBuckets())
            {
                boundaries.Add(bucket.ExplicitBound);
            }

            return new Point(tags, point.GetHistogramSum(), [.. boundaries]);
        }
    }
}
