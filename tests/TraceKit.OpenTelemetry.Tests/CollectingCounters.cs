using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace TraceKit.OpenTelemetry.Tests;

/// <summary>Keeps how the sums grow that a provider exports, by instrument: they are of the whole process.</summary>
internal sealed class CollectingCounters : BaseExporter<Metric>
{
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
    private Dictionary<string, long> _before = [];

    public long this[string instrument] => _sums.GetValueOrDefault(instrument) - _before.GetValueOrDefault(instrument);

    /// <summary>Counts from here.</summary>
    public void Start(MeterProvider provider)
    {
        provider.ForceFlush();
        _before = new(_sums, StringComparer.Ordinal);
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            long sum = 0;
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                sum += point.GetSumLong();
            }

            _sums[metric.Name] = sum;
        }

        return ExportResult.Success;
    }
}
