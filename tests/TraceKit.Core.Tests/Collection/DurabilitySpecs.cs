using System.Globalization;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class DurabilitySpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Durability.Os)]
    [InlineData(Durability.Disk)]
    [InlineData(Durability.Buffered)]
    public void Each_level_writes_the_same_file(Durability level)
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.Durability = level);
        using TraceRun run = Some.Run(collector);

        EventAddress[] addresses = [.. Enumerable.Range(0, 100).Select(_ => run.Emit(Some.Message()))];
        bool flushed = run.Flush();
        run.Complete();

        Assert.True(flushed);
        Assert.Equal(Enumerable.Range(0, 100).Select(seq => (long)seq), addresses.Select(address => address.Seq));
        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((100, RunStatus.Completed, 100L), (recorded.Events.Count, recorded.Status, recorded.End!.Loss.Written));
    }

    [Theory]
    [InlineData(Durability.Os)]
    [InlineData(Durability.Disk)]
    [InlineData(Durability.Buffered)]
    public void Any_number_of_threads_may_emit_and_flush(Durability level)
    {
        using TraceCollector collector = Some.Collector(_folder, options => (options.Durability, options.BufferBytes, options.BufferWait) = (level, 8 * 1024, TimeSpan.FromMinutes(1)));
        using TraceRun run = Some.Run(collector);

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 16 }, number =>
        {
            Assert.True(run.Emit(new Note { Text = number.ToString(CultureInfo.InvariantCulture) }).Seq >= 0);
            Assert.True(number % 50 != 0 || run.Flush());
        });
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(Enumerable.Range(0, 400).Order(), recorded.Events.Select(note => int.Parse(note.Read<Note>().Text, CultureInfo.InvariantCulture)).Order());
        Assert.True(recorded.IsSound);
    }

    [Fact]
    public void A_run_that_ends_while_its_buffer_is_full_is_sealed_with_all_that_was_accepted()
    {
        using TraceCollector collector = Some.Collector(_folder, options =>
            (options.Durability, options.BufferBytes, options.BufferWait, options.BufferTime) = (Durability.Buffered, 4096, TimeSpan.Zero, TimeSpan.FromMinutes(1)));

        for (int repetition = 0; repetition < 100; repetition++)
        {
            using TraceRun run = Some.Run(collector, string.Create(CultureInfo.InvariantCulture, $"full-{repetition}"));
            int accepted = 0;
            long last = 0;
            for (int number = 0; number < 100 && last >= 0; number++)
            {
                last = run.Emit(new Note { Text = new string('x', 300) }).Seq;
                accepted += last >= 0 ? 1 : 0;
            }

            run.Complete();
            RecordedRun recorded = Some.TheRunOf(run);
            Assert.Equal((accepted, RunStatus.Completed), (recorded.Events.Count, recorded.Status));
        }
    }

    [Fact]
    public void What_is_buffered_is_in_the_file_after_its_time()
    {
        using TraceCollector collector = Some.Collector(_folder, options => (options.Durability, options.BufferTime) = (Durability.Buffered, TimeSpan.FromMilliseconds(1)));
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message());

        Assert.True(SpinWait.SpinUntil(() => RunFileReader.Read(run.Path!).Runs is [{ Events.Count: 1 }], TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_buffer_that_fills_is_handed_over_before_its_time()
    {
        using TraceCollector collector = Some.Collector(_folder, options =>
            (options.Durability, options.BufferBytes, options.BufferTime, options.BufferWait) = (Durability.Buffered, 8 * 1024, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30)));
        using TraceRun run = Some.Run(collector);

        long[] seqs = [.. Enumerable.Range(0, 200).Select(_ => run.Emit(new Note { Text = new string('x', 500) }).Seq)];
        run.Complete();

        Assert.DoesNotContain(-1, seqs);
        Assert.Equal(200, Some.TheRunOf(run).Events.Count);
    }

    [Fact]
    public void A_buffered_run_is_sealed_with_all_that_it_holds()
    {
        using (TraceCollector collector = Some.Collector(_folder, options => (options.Durability, options.BufferTime) = (Durability.Buffered, TimeSpan.FromMinutes(1))))
        {
            Some.Run(collector, "left").Emit(Some.Message());
        }

        RecordedRun recorded = TraceFolder.Read(_folder.Path).Single().Runs.Single();
        Assert.Equal((1, "collector_disposed"), (recorded.Events.Count, recorded.End!.StopReason));
    }

    [Fact]
    public async Task A_run_can_be_put_on_disk_without_blocking()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message());

        Assert.True(await run.FlushAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_disabled_run_has_nothing_to_put_on_disk()
    {
        using TraceRun run = TraceCollector.Disabled.StartRun(Some.Descriptor());

        Assert.True(run.Flush());
    }

    [Theory]
    [InlineData("BufferBytes is 100: it must be between 4096 and 1073741824.", 100, 200, 100)]
    [InlineData("BufferTime is 00:00:00: it must be between 00:00:00.001 and 00:01:00.", 8192, 0, 100)]
    [InlineData("BufferWait is -00:00:00.0010000: it must be between 00:00:00 and 00:01:00.", 8192, 200, -1)]
    public void Bounds_that_make_no_sense_are_refused_by_name(string problem, int bytes, int time, int wait)
    {
        TraceKitOptions options = Some.Options(_folder, options =>
            (options.BufferBytes, options.BufferTime, options.BufferWait) = (bytes, TimeSpan.FromMilliseconds(time), TimeSpan.FromMilliseconds(wait)));

        Assert.Equal([problem], options.Validate());
    }
}
