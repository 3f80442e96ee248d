using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using RuleLearner.Data;
using TraceKit.Collection;
using TraceKit.Learning;

namespace RuleLearner;

/// <summary>Measures what the trace costs: the same learning with it and without it, in turn, so that both meet the same machine.</summary>
internal static class TracePairs
{
    public static async Task RunAsync(ExampleSet examples, IChatClient model, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = line.Traces, RecoverAtStart = false });
        List<(double With, double Without)> pairs = [];
        for (int pair = -1; pair < line.Pairs; pair++)
        {
            bool tracedFirst = pair % 2 == 0;
            double first = await TimeAsync(tracedFirst);
            double second = await TimeAsync(!tracedFirst);
            if (pair >= 0)
            {
                pairs.Add(tracedFirst ? (first, second) : (second, first)); // the first pair warms up
            }
        }

        double with = Median(pairs.Select(pair => pair.With));
        double without = Median(pairs.Select(pair => pair.Without));
        double ratio = Median(pairs.Select(pair => pair.With / pair.Without));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{pairs.Count} pairs: {with:0.00} ms with the trace, {without:0.00} ms without, median of the ratios {ratio:0.0000} ({(ratio - 1) * 100:+0.00;-0.00} %)"));

        async Task<double> TimeAsync(bool traced)
        {
            GC.Collect();
            long started = Stopwatch.GetTimestamp();
            using LearningTrace trace = traced
                ? LearningTrace.Begin(collector, Learner.Start(examples, model, line.Settings), new LearningTraceOptions { Storage = line.Storage })
                : LearningTrace.None;
            await new Learner(examples, model, line.Settings, trace).LearnAsync(cancellationToken);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
