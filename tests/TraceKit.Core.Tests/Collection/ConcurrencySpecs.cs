using System.Globalization;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class ConcurrencySpecs
{
    private const int Writers = 200;
    private const int EventsEach = 1_000;

    [Fact]
    public void Two_hundred_runs_at_once_share_nothing()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Ids = TraceIds.Random);

        OnThreads(Writers, writer =>
        {
            using TraceRun run = Some.Run(collector);
            for (int i = 0; i < EventsEach; i++)
            {
                Assert.Equal(i, run.Emit(new Note { Text = $"{writer}.{i}" }).Seq);
            }

            run.Complete(success: true, SuccessSource.Tests);
        });

        IReadOnlyList<(string Path, string Name)> files = TraceFolder.List(folder.Path);
        Assert.Equal(Writers, files.Count);
        foreach ((string path, string name) in files)
        {
            RecordedRun run = RunFileReader.ReadStrict(path).Single();
            string writer = run.Events[0].Read<Note>().Text.Split('.')[0];
            Assert.Equal(Enumerable.Range(0, EventsEach).Select(i => $"{writer}.{i}"), run.Events.Select(recorded => recorded.Read<Note>().Text));
            Assert.Equal($"2026-11-21/{run.RunId}.trace.jsonl", name);
        }
    }

    [Fact]
    public void Two_hundred_threads_write_one_run_without_a_gap()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);
        var seqs = new long[Writers * EventsEach];

        OnThreads(Writers, writer =>
        {
            for (int i = 0; i < EventsEach; i++)
            {
                int id = (writer * EventsEach) + i;
                seqs[id] = run.Emit(new Note { Text = id.ToString(CultureInfo.InvariantCulture) }).Seq;
            }
        });
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(Enumerable.Range(0, seqs.Length).Select(seq => (long)seq), recorded.Events.Select(line => line.Seq));
        Assert.All(recorded.Events, line => Assert.Equal(line.Seq, seqs[int.Parse(line.Read<Note>().Text, CultureInfo.InvariantCulture)]));
        Assert.Equal((seqs.Length, seqs.Length), (recorded.End!.Loss.Emitted, recorded.End.Counts["test.note"]));
        for (int writer = 0; writer < Writers; writer++)
        {
            long[] own = seqs[(writer * EventsEach)..((writer + 1) * EventsEach)];
            Assert.Equal(own.Order(), own);
        }
    }

    [Fact]
    public void Runs_that_start_in_the_same_instant_have_ids_of_their_own()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder, options => options.Ids = TraceIds.Random);

        string[] ids = [.. Enumerable.Range(0, 500).AsParallel().Select(_ =>
        {
            using TraceRun run = Some.Run(collector);
            return run.RunId;
        })];

        Assert.Equal(500, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal('7', id[14]));
    }

    [Fact]
    public void An_end_among_emits_leaves_a_file_that_reads()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);

        for (int round = 0; round < 50; round++)
        {
            using TraceRun run = Some.Run(collector);
            long written = 0;
            OnThreads(4, thread =>
            {
                for (int i = 0; i < 50; i++)
                {
                    if (thread == 0 && i == 25)
                    {
                        run.Complete();
                    }

                    if (run.Emit(new Note { Text = "n" }).Seq >= 0)
                    {
                        Interlocked.Increment(ref written);
                    }
                }
            });

            Assert.Equal(written, Some.TheRunOf(run).Events.Count);
        }
    }

    internal static void OnThreads(int count, Action<int> body)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        using var start = new ManualResetEventSlim();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            start.Wait();
            try
            {
                body(index);
            }
            catch (Exception failure)
            {
                failures.Enqueue(failure);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        start.Set();
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(failures);
    }
}
