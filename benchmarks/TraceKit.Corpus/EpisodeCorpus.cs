using TraceKit.Collection;
using TraceKit.Contract;

namespace TraceKit.Corpus;

/// <summary>Run files of made-up episodes: plan, execute with tools, replan, an end that the environment judges. The same seed gives the same bytes.</summary>
public static class EpisodeCorpus
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes episodes until their files have so many bytes.</summary>
    /// <param name="folder">Where they are written; must be empty or not exist.</param>
    /// <param name="bytes">Bytes that the run files have together, at least.</param>
    /// <param name="seed">What everything in them is derived from.</param>
    /// <exception cref="ArgumentException">The folder is not empty.</exception>
    public static CorpusSize Write(string folder, long bytes, int seed = 1)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new ArgumentException($"'{folder}' is not empty: name a folder that does not exist.", nameof(folder));
        }

        var size = new CorpusSize(0, 0, 0, 0);
        var clock = new SteadyTime(Start);
        using var collector = new TraceCollector(new TraceKitOptions
        {
            Root = folder,
            Ids = TraceIds.Repeatable(FormattableString.Invariant($"corpus {seed}")),
            Time = clock,
            RecoverAtStart = false,
        });
        var random = new SteadyRandom((ulong)seed);
        while (size.Bytes < bytes)
        {
            size = Add(size, collector, random, clock);
        }

        return size;
    }

    private static CorpusSize Add(CorpusSize size, TraceCollector collector, SteadyRandom random, SteadyTime clock)
    {
        string task = FormattableString.Invariant($"task-{random.Next(1 + (size.Runs / 2)):D6}");
        var text = new EpisodeText(random);
        using TraceRun run = collector.StartRun(new RunDescriptor { Goal = $"Settle the request of {task}: {text.Prose(40)}", TaskId = task });
        var episode = new Episode(run, random, text, clock);
        bool success = episode.Play();
        run.Complete(success, SuccessSource.Environment);
        return new CorpusSize(size.Runs + 1, size.Events + episode.Events, size.Bytes + new FileInfo(run.Path!).Length, size.Succeeded + (success ? 1 : 0));
    }
}
