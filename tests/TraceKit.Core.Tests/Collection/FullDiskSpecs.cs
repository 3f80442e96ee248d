using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Collection;

[Collection(nameof(Alone))]
public sealed class FullDiskSpecs : IDisposable
{
    private static readonly Note Long = new() { Text = new string('x', 8_000) };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_no_file_can_be_made_the_agent_goes_on()
    {
        var log = new ListLogger();
        using var collector = new TraceCollector(Some.Options(_folder, options => options.Root = _folder.Write("file", "x"u8)), log);

        using TraceRun run = Some.Run(collector);
        long seq = run.Emit(Some.Message()).Seq;
        using (var planning = run.Decide(Some.PlannerInput()))
        {
            planning.Answer(Some.PlannerOutput());
        }

        run.Complete();
        collector.Dispose();

        Assert.Equal((true, null, -1), (run.IsRecording, run.Path, seq));
        Assert.Equal([4, 1], log.Ids(2));
    }

    [Fact]
    public void Where_a_file_can_be_made_later_the_run_begins_then()
    {
        string obstacle = _folder.Write("traces", "x"u8);
        var time = new ManualTime();
        using TraceCollector collector = Some.Collector(_folder, options => (options.Root, options.Time) = (obstacle, time));
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message());
        File.Delete(obstacle);
        long tooSoon = run.Emit(Some.Message()).Seq;

        time.Advance(TimeSpan.FromSeconds(1));
        long inTime = run.Emit(Some.Message()).Seq;
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((-1, 0), (tooSoon, inTime));
        Assert.Equal((1, -1L, 2L), (recorded.Gaps.Count, recorded.Gaps[0].After, recorded.Gaps[0].Count));
        Assert.Equal((3, 1, 2), (recorded.End!.Loss.Emitted, recorded.End.Loss.Written, recorded.End.Loss.Dropped));
    }

    [Fact]
    public void A_first_line_that_a_full_disk_refuses_comes_before_the_first_event_that_it_takes()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options => options.Root = disk.Path);
        Directory.CreateDirectory(Path.Combine(disk.Path, "2026-11-21"));
        string filler = disk.FillUp();
        using TraceRun run = Some.Run(collector);
        run.Emit(Some.Message());

        File.Delete(filler);
        run.Emit(Some.Message());
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((1, 1L), (recorded.Events.Count, recorded.Gaps.Sum(gap => gap.Count)));
    }

    [Theory]
    [InlineData("the next run starts")]
    [InlineData("it is disposed")]
    [InlineData("the collector is disposed")]
    public void A_run_that_ends_while_the_disk_is_full_keeps_how_it_ended(string sealedWhen)
    {
        using TinyDisk disk = Mount();
        var time = new ManualTime();
        using TraceCollector collector = Some.Collector(_folder, options => (options.Root, options.Time) = (disk.Path, time));
        using TraceRun run = Some.Run(collector);
        string filler = disk.FillUp();
        EmitUntilRefused(run);

        run.Complete(success: true, SuccessSource.Tests);
        Assert.Null(RunFileReader.Read(run.Path!).Runs.Single().End);
        File.Delete(filler);
        time.Advance(TimeSpan.FromSeconds(2));
        switch (sealedWhen)
        {
            case "the next run starts":
                Some.Run(collector).Dispose();
                break;
            case "it is disposed":
                run.Dispose();
                break;
            default:
                collector.Dispose();
                break;
        }

        RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();
        Assert.Equal((RunStatus.Completed, true), (recorded.Status, recorded.End!.Success));
        Assert.Equal(recorded.End.Loss.Emitted, recorded.End.Loss.Written + recorded.End.Loss.Dropped);
    }

    [Fact]
    public void A_run_that_ends_while_the_disk_is_full_and_stays_so_is_left_to_recovery()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options => options.Root = disk.Path);
        TraceRun run = Some.Run(collector);
        string filler = disk.FillUp();
        EmitUntilRefused(run);

        run.Complete(success: true, SuccessSource.Tests);
        collector.Dispose();
        File.Delete(filler);
        RunRecovery.Recover(run.Path!, new ManualTime());

        Assert.Equal(RunStatus.Aborted, RunFileReader.ReadStrict(run.Path!).Single().Status);
    }

    [Fact]
    public void A_full_buffer_drops_what_there_is_no_room_for_and_goes_on_when_there_is_space()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options =>
            (options.Root, options.Durability, options.BufferBytes, options.BufferWait, options.BufferTime) =
                (disk.Path, Durability.Buffered, 64 * 1024, TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
        using TraceRun run = Some.Run(collector);
        string filler = disk.FillUp();

        List<long> seqs = [.. Enumerable.Range(0, 40).Select(_ => run.Emit(Long).Seq)];
        File.Delete(filler);
        run.Flush();
        seqs.Add(run.Emit(Long).Seq);
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        long dropped = seqs.Count(seq => seq < 0);
        Assert.InRange(dropped, 25, 39);
        Assert.True(seqs[^1] >= 0);
        Assert.Equal(recorded.Events.Select(recorded => recorded.Seq), seqs.Where(seq => seq >= 0));
        Assert.Equal((41, 41 - dropped, dropped), (recorded.End!.Loss.Emitted, recorded.End.Loss.Written, recorded.End.Loss.Dropped));
        Assert.Equal(dropped, recorded.Gaps.Sum(gap => gap.Count));
    }

    [Fact]
    public void Where_no_file_can_be_made_a_strict_collector_throws()
    {
        using TraceCollector collector = Some.Collector(_folder, options =>
        {
            options.Root = _folder.Write("file", "x"u8);
            options.OnWriteFailure = WriteFailurePolicy.Throw;
        });

        Assert.Throws<IOException>(() => Some.Run(collector));
    }

    [Fact]
    public void A_full_disk_never_takes_the_place_of_what_an_operation_threw()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options =>
        {
            options.Root = disk.Path;
            options.OnWriteFailure = WriteFailurePolicy.Throw;
        });
        using TraceRun run = Some.Run(collector);

        Assert.Throws<InvalidOperationException>(() => run.Trace("work", () =>
        {
            disk.Fill(free: 8192);
            Assert.Throws<IOException>(() => Enumerable.Range(0, 10_000).Sum(_ => run.Emit(new Note { Text = "x" }).Seq));
            throw new InvalidOperationException("the real trouble");
        }));
    }

    [Fact]
    public void A_full_disk_leaves_a_gap_and_a_ledger_that_adds_up()
    {
        using TinyDisk disk = Mount();
        var log = new ListLogger();
        using var collector = new TraceCollector(Some.Options(_folder, options => options.Root = disk.Path), log);
        using TraceRun run = Some.Run(collector);
        string filler = disk.Fill(free: 64 * 1024);

        List<long> seqs = [.. Enumerable.Range(0, 20).Select(_ => run.Emit(Long).Seq)];
        File.Delete(filler);
        seqs.AddRange(Enumerable.Range(0, 5).Select(_ => run.Emit(Long).Seq));
        run.Complete();
        collector.Dispose();

        RecordedRun recorded = Some.TheRunOf(run);
        long dropped = seqs.Count(seq => seq < 0);
        Assert.InRange(dropped, 10, 16);
        Assert.Equal(Enumerable.Range(0, recorded.Events.Count).Select(seq => (long)seq), seqs.Where(seq => seq >= 0));
        Assert.Equal((25, 25 - dropped, dropped, 0), (recorded.End!.Loss.Emitted, recorded.End.Loss.Written, recorded.End.Loss.Dropped, recorded.End.Loss.Rejected));
        Assert.Equal(dropped, recorded.Gaps.Sum(gap => gap.Count));
        Assert.All(recorded.Gaps, gap => Assert.Equal("disk:28", gap.Reason));
        Assert.Equal([1], log.Ids(1));
    }

    [Fact]
    public void A_full_disk_throws_where_that_is_the_policy_and_what_is_lost_is_a_gap_all_the_same()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options =>
        {
            options.Root = disk.Path;
            options.OnWriteFailure = WriteFailurePolicy.Throw;
        });
        using TraceRun run = Some.Run(collector);
        string filler = disk.Fill(free: 8 * 1024);

        Assert.Throws<IOException>(() => run.Emit(Long));
        File.Delete(filler);
        run.Emit(Long);
        run.Complete();

        Assert.Equal(1, Some.TheRunOf(run).Gaps.Sum(gap => gap.Count));
    }

    [Fact]
    public void A_run_that_cannot_be_sealed_is_logged_and_recovered_later()
    {
        using TinyDisk disk = Mount();
        var log = new ListLogger();
        using var collector = new TraceCollector(Some.Options(_folder, options => options.Root = disk.Path), log);
        using TraceRun run = Some.Run(collector);
        run.Emit(new Note { Text = new string('x', 4096 - (int)new FileInfo(run.Path!).Length - 400) });
        Assert.InRange(new FileInfo(run.Path!).Length, 3700, 4096);
        string filler = disk.FillUp();

        run.Complete();
        collector.Dispose();
        File.Delete(filler);
        RecoveryResult recovery = RunRecovery.Recover(run.Path!);

        Assert.Equal([3], log.Ids(1));
        Assert.Equal(RecoveryAction.Sealed, recovery.Action);
        Assert.Single(Some.TheRunOf(run).Events);
    }

    [Fact]
    public void A_failure_is_the_end_of_the_run_even_when_its_event_is_refused()
    {
        using TinyDisk disk = Mount();
        var options = Some.Options(_folder, options => options.Root = disk.Path);
        options.OnWriteFailure = WriteFailurePolicy.Throw;
        string filler = Path.Combine(disk.Path, "filler");
        var time = new WatchedTime();
        options.Time = time;
        using TraceCollector collector = new(options);
        using TraceRun run = Some.Run(collector);
        disk.FillUp();
        time.OnAsked(2, () => File.Delete(filler)); // once for the event, then for the end

        Assert.Throws<IOException>(() => run.Fail(new InvalidOperationException(new string('x', 5_000))));

        Assert.Equal(RunStatus.Failed, Some.TheRunOf(run).Status);
    }

    [Fact]
    public void A_refused_decision_leaves_no_activity_behind()
    {
        using TinyDisk disk = Mount();
        string runId = Guid.NewGuid().ToString("N");
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TraceKitDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Tags!.Any(tag => tag.Value as string == runId) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        using TraceCollector collector = Some.Collector(_folder, options =>
        {
            options.Root = disk.Path;
            options.OnWriteFailure = WriteFailurePolicy.Throw;
        });
        using TraceRun run = Some.Run(collector, runId);
        Activity agent = Activity.Current!;
        string filler = disk.FillUp();

        Assert.Throws<IOException>(() => run.Decide(Some.PlannerInput(observation: Long.Text)));
        Assert.Same(agent, Activity.Current);
        File.Delete(filler);
        var planning = run.Decide(Some.PlannerInput());
        filler = disk.FillUp();
        Assert.Throws<IOException>(() => planning.Answer(Some.PlannerOutput(Long.Text)));

        Assert.Same(agent, Activity.Current);
        File.Delete(filler);
    }

    [Fact]
    public void A_first_line_that_a_full_disk_refuses_throws_where_that_is_the_policy()
    {
        using TinyDisk disk = Mount();
        using TraceCollector collector = Some.Collector(_folder, options =>
        {
            options.Root = disk.Path;
            options.OnWriteFailure = WriteFailurePolicy.Throw;
        });
        string filler = disk.FillUp();

        Assert.Throws<IOException>(() => Some.Run(collector, "retry"));
        File.Delete(filler);
        using TraceRun run = Some.Run(collector, "retry");
        run.Complete();

        Assert.Equal(RunStatus.Completed, Some.TheRunOf(run).Status);
    }

    /// <summary>Does something when it is asked for the time once more.</summary>
    private sealed class WatchedTime : TimeProvider
    {
        private int _left;
        private Action _act = () => { };

        public void OnAsked(int times, Action act) => (_left, _act) = (times, act);

        public override long GetTimestamp()
        {
            if (--_left == 0)
            {
                _act();
            }

            return base.GetTimestamp();
        }
    }

    /// <summary>Fills what is left of the file's last block too.</summary>
    private static void EmitUntilRefused(TraceRun run)
    {
        while (run.Emit(Some.Message()).Seq >= 0)
        {
        }
    }

    private static TinyDisk Mount()
    {
        Assert.SkipWhen(TinyDisk.WhyNot is not null, TinyDisk.WhyNot ?? string.Empty);
        return new TinyDisk();
    }
}
