using System.Diagnostics;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>Interleaved rounds: each peer once, then each once more, so that a disturbance of the machine meets all alike.</summary>
internal sealed class Rounds(ChildProcess child, TextWriter progress, TimeBudget budget)
{
    /// <summary>Measures workloads in turn.</summary>
    /// <param name="title">What the progress says.</param>
    /// <param name="workloads">What each child does.</param>
    /// <param name="rounds">How many rounds there are, unless time runs out; one there is always.</param>
    public Standings Run(string title, IReadOnlyList<Workload> workloads, int rounds)
    {
        var all = workloads.ToDictionary(workload => workload, _ => new List<Measurement>());
        var failed = new HashSet<Workload>();
        long longest = 0;
        int done = 0;
        for (; done < rounds; done++)
        {
            if (done > 0 && !budget.Allows(Stopwatch.GetElapsedTime(0, longest)))
            {
                progress.WriteLine($"{title}: {rounds - done} of {rounds} rounds skipped, for lack of time.");
                budget.Skipped.Add($"{title}: {rounds - done} of {rounds} rounds");
                break;
            }

            long started = Stopwatch.GetTimestamp();
            foreach (Workload workload in workloads.Where(workload => !failed.Contains(workload)))
            {
                try
                {
                    all[workload].Add(child.Measure(workload));
                }
                catch (InvalidOperationException failure)
                {
                    progress.WriteLine($"SKIPPED: {workload.Peer}. {failure.Message}");
                    budget.Skipped.Add($"{title}: {workload.Peer}, which failed");
                    failed.Add(workload);
                    all.Remove(workload);
                }
            }

            longest = Math.Max(longest, Stopwatch.GetTimestamp() - started);
            progress.WriteLine($"{title}: round {done + 1} of {rounds} ({budget.Elapsed.TotalSeconds:F0} s)");
        }

        return new Standings(all, done);
    }
}
