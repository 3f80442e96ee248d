using System.Diagnostics;
using System.Text.Json;
using TraceKit.HeadToHead.Peers;
using TraceKit.HeadToHead.Sink;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>Runs one workload in a process of its own and counts what arrived.</summary>
internal sealed class ChildProcess(SpanSink sink, NodePackages? node)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a workload whose process lives.</summary>
    public Measurement Measure(Workload workload)
    {
        using var folder = new RoundFolder();
        (long arrived, string errors) = Run(workload, folder);
        string result = File.Exists(folder.Result) ? File.ReadAllText(folder.Result) : throw new InvalidOperationException($"'{workload.Peer}' came to no result. {errors}");
        Contestant contestant = Contestants.Of(workload.Peer);
        return JsonSerializer.Deserialize(result, MeasurementJson.Default.Measurement)! with
        {
            Missing = contestant.LinesPerCall == 0 ? 0 : (workload.Events / workload.Threads * workload.Threads * contestant.LinesPerCall) - arrived,
        };
    }

    /// <summary>Runs a workload whose process is killed when its last call has returned.</summary>
    /// <returns>Events that nobody has.</returns>
    public long LostByKill(Workload workload)
    {
        using var folder = new RoundFolder();
        (long arrived, string errors) = Run(workload, folder);
        Contestant contestant = Contestants.Of(workload.Peer);
        return File.Exists(folder.Result)
            ? throw new InvalidOperationException($"'{workload.Peer}' was to be killed and was not. {errors}")
            : Math.Max(0, workload.Events - arrived - (contestant.OtherLines > 0 ? 1 : 0));
    }

    private (long Arrived, string Errors) Run(Workload workload, RoundFolder folder)
    {
        Contestant contestant = Contestants.Of(workload.Peer);
        long before = sink.Spans;
        using Process process = Process.Start(Command(contestant, workload, folder))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new InvalidOperationException($"'{workload.Peer}' did not come to an end within {Limit.TotalMinutes} minutes.");
        }

        _ = output.Result;
        if (!File.Exists(Path.Combine(folder.Path, RoundFolder.WarmUpCount)))
        {
            throw new InvalidOperationException($"'{workload.Peer}' did not get warm. {errors.Result}");
        }

        long others = contestant.OtherLines * (workload.Dies ? 0 : workload.Threads);
        return ((contestant.ToSink ? sink.SettledSpans - before : folder.CompleteLines()) - others - WarmUpAmongThem(contestant, folder), errors.Result);
    }

    /// <summary>The sink and the standard output do not tell warm-up from measurement.</summary>
    private static long WarmUpAmongThem(Contestant contestant, RoundFolder folder) => contestant.ToSink || contestant.ToOutput
        ? (folder.WarmedUp.Events * contestant.LinesPerCall) + (folder.WarmedUp.Lives * contestant.OtherLines)
        : 0;

    private ProcessStartInfo Command(Contestant contestant, Workload workload, RoundFolder folder)
    {
        string[] command = contestant.Script is { } script
            ? [NodePackages.Executable, Path.Combine(node!.Folder, script)]
            : [Environment.ProcessPath!, "peer"];
        string[] all = [.. command, .. workload.Arguments, folder.Path, sink.Address.ToString(), folder.Result];
        string[] started = contestant.ToOutput ? ["/bin/sh", "-c", "file=$1; shift; exec \"$@\" > \"$file\"", "sh", folder.Output, .. all] : all;
        return new ProcessStartInfo(started[0], started[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
    }
}
