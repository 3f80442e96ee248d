namespace TraceKit.HeadToHead.Measuring;

/// <summary>All measurements of some workloads, by round.</summary>
internal sealed class Standings(IReadOnlyDictionary<Workload, List<Measurement>> all, int rounds)
{
    public int Rounds => rounds;

    /// <summary>Those that came to a result in every round, in the order in which they were asked for.</summary>
    public IReadOnlyCollection<Workload> Workloads { get; } = [.. all.Keys];

    /// <summary>The median over all rounds of a figure.</summary>
    public double Median(Workload workload, Func<Measurement, double> figure) => MedianOf(all[workload].Select(figure));

    /// <summary>The median of the ratios of each round: what disturbs a round disturbs both.</summary>
    public double Ratio(Workload workload, Workload baseline, Func<Measurement, double> figure) =>
        MedianOf(all[workload].Zip(all[baseline], (one, other) => figure(one) / figure(other)));

    /// <summary>The least of the ratios of each round.</summary>
    public double LeastRatio(Workload workload, Workload baseline, Func<Measurement, double> figure) =>
        all[workload].Zip(all[baseline], (one, other) => figure(one) / figure(other)).Min();

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
