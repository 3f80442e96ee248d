using TraceKit.Cli.Documents;

namespace TraceKit.Cli.Statistics;

/// <summary>Gathers values for percentiles.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public void Add(double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            _values.Add(known);
        }
    }

    public Distribution ToDistribution()
    {
        _values.Sort();
        return new Distribution(_values.Count, Percentile(0.50), Percentile(0.95));
    }

    /// <summary>Nearest rank: a value that occurred, never one between two.</summary>
    private double? Percentile(double share) =>
        _values.Count == 0 ? null : _values[Math.Max(0, (int)Math.Ceiling(share * _values.Count) - 1)];
}
