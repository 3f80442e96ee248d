namespace TraceKit.RunFiles;

/// <summary>What became of the events of all runs of this process. The meter adds it up when somebody looks, so that emitting pays nothing for it.</summary>
internal static class LossTotals
{
    private static readonly Lock Guard = new();
    private static readonly HashSet<LossCounter> Running = [];
    private static LossCounts ended;

    /// <summary>The totals.</summary>
    public static LossCounts Sum
    {
        get
        {
            lock (Guard)
            {
                return Running.Aggregate(ended, static (sum, counter) => sum + counter.Counts);
            }
        }
    }

    public static void Open(LossCounter counter)
    {
        lock (Guard)
        {
            Running.Add(counter);
        }
    }

    public static void Close(LossCounter counter)
    {
        lock (Guard)
        {
            Running.Remove(counter);
            ended += counter.Counts;
        }
    }

    /// <summary>Counts what came after a run's end.</summary>
    public static void Add(LossCounts counts)
    {
        lock (Guard)
        {
            ended += counts;
        }
    }
}
