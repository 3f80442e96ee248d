using System.Diagnostics;
using TraceKit.Reading;

namespace TraceKit.Faults.Plugins;

/// <summary>A plug-in of a user, and what it does.</summary>
/// <param name="Name">What it is and does.</param>
/// <param name="Make">Makes the host, with the plug-in in it.</param>
/// <param name="Act">Lets the plug-in act.</param>
internal sealed record EvilPlugin(string Name, Func<PluginBench> Make, Action<PluginBench> Act)
{
    private static readonly TimeSpan MostForTheEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostForAll = TimeSpan.FromSeconds(60);

    /// <summary>Released when the host has ended, for plug-ins that hang until then.</summary>
    public ManualResetEventSlim Ended { get; } = new();

    /// <summary>Lives with the plug-in.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Live()
    {
        string? problem = "the host hangs";
        var host = new Thread(() => problem = LiveHere(), maxStackSize: 16 * 1024 * 1024) { IsBackground = true };
        host.Start();
        return host.Join(MostForAll) ? problem : "the host hangs";
    }

    private string? LiveHere()
    {
        try
        {
            using PluginBench bench = Make();
            bench.Work();
            Act(bench);
            bench.Work();
            long start = Stopwatch.GetTimestamp();
            bench.Run.Complete(success: true, Contract.SuccessSource.Human);
            bench.Collector.Dispose();
            TimeSpan end = Stopwatch.GetElapsedTime(start);
            return end > MostForTheEnd ? $"the end took {end}" : Problem(bench.Path);
        }
        catch (Exception failure)
        {
            return $"the host got {failure.GetType().Name}: {failure.Message}";
        }
        finally
        {
            Ended.Set();
        }
    }

    private static string? Problem(string path)
    {
        RunFileContents contents = RunFileReader.Read(path);
        if (contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } error)
        {
            return error.ToString();
        }

        RecordedRun run = contents.Runs.Single();
        int good = run.Events.Count(recorded => recorded.Is<Plain>() && recorded.Read<Plain>().Text == "good");
        return run.End is null ? "the run is not sealed"
            : good != 2 * PluginBench.Good ? $"{good} good events are in the file"
            : run.End.Loss.Emitted != run.End.Loss.Written + run.End.Loss.Rejected ? "an event is in no ledger" : null;
    }
}
