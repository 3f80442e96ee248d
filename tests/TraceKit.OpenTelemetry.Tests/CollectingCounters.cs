using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace TraceKit.OpenTelemetry.Tests;

/// <summary>Keeps the sums that a provider exports, by instrument.</summary>
internal sealed class CollectingCounters : BaseExporter<Metric>
{
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);

    public long this[string instrument] => _sums.GetValueOrDefault(instrument);

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
