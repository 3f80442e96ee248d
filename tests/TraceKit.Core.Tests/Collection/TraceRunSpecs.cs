using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Core.Tests.Collection;

public sealed class TraceRunSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TraceCollector _collector;

    public TraceRunSpecs() => _collector = Some.Collector(_folder, options => options.Time = _time);

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_run_that_fails_before_its_first_step_is_failed()
    {
        TraceRun run = Some.Run(_collector);

        using (run)
        {
            run.Fail(new TimeoutException("reset took too long"), "reset");
        }

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((RunStatus.Failed, "error", "System.TimeoutException"), (recorded.Status, recorded.End!.StopReason, recorded.End.Error!.Type));
        EpisodeError error = Assert.Single(recorded.Events).Read<EpisodeError>();
        Assert.Equal(("reset", "reset took too long"), (error.Stage, error.Error.Message));
    }

    [Fact]
    public void A_run_that_is_disposed_without_an_end_is_sealed_as_aborted()
    {
        TraceRun run = Some.Run(_collector);

        run.Dispose();

        Assert.Equal((RunStatus.Aborted, "disposed"), (Some.TheRunOf(run).Status, Some.TheRunOf(run).End!.StopReason));
    }

    [Fact]
    public void A_run_that_is_open_when_the_collector_goes_is_sealed_as_aborted()
    {
        TraceRun run = Some.Run(_collector);

        _collector.Dispose();
        _collector.Dispose();
        run.Dispose();

        Assert.Equal((RunStatus.Aborted, "collector_disposed"), (Some.TheRunOf(run).Status, Some.TheRunOf(run).End!.StopReason));
    }

    [Fact]
    public void The_first_end_counts()
    {
        TraceRun run = Some.Run(_collector);

        run.Complete(success: false, SuccessSource.Judge, "gave_up");
        run.Fail(new InvalidOperationException("late"));
        run.Abort("later");
        run.Dispose();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal((RunStatus.Completed, "gave_up", false, SuccessSource.Judge), (recorded.Status, recorded.End!.StopReason, recorded.End.Success, recorded.End.SuccessSource));
        Assert.Empty(recorded.Events);
    }

    [Fact]
    public void Success_is_unknown_unless_someone_says_so()
    {
        TraceRun known = Some.Run(_collector);
        TraceRun unknown = Some.Run(_collector);

        known.Complete(success: true, SuccessSource.SelfReported);
        unknown.Complete();

        Assert.Equal((true, "goal_reached"), (Some.TheRunOf(known).End!.Success, Some.TheRunOf(known).End!.StopReason));
        Assert.Equal((null, null, null), (Some.TheRunOf(unknown).End!.Success, Some.TheRunOf(unknown).End!.SuccessSource, Some.TheRunOf(unknown).End!.StopReason));
    }

    [Theory]
    [InlineData(WriteFailurePolicy.DropAndCount)]
    [InlineData(WriteFailurePolicy.Throw)]
    public void An_event_after_the_end_is_not_written_and_does_not_throw(WriteFailurePolicy policy)
    {
        var log = new ListLogger();
        using var collector = new TraceCollector(Some.Options(_folder, options => options.OnWriteFailure = policy), log);
        using TraceRun run = Some.Run(collector, "late");
        run.Complete();
        byte[] sealedFile = File.ReadAllBytes(run.Path!);

        EventAddress address = run.Emit(Some.Message());
        run.Emit(Some.Message());
        collector.Dispose();

        Assert.Equal(new EventAddress("late", -1), address);
        Assert.Equal(sealedFile, File.ReadAllBytes(run.Path!));
        Assert.Equal([5], log.Ids(1));
    }

    [Fact]
    public void A_step_is_carried_by_the_events_that_follow()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message());
        run.Step = 4;
        run.Emit(Some.Message());
        run.Emit(Some.Message(), new Emission { Step = 9, Role = "user" });
        run.Step = null;
        run.Emit(Some.Message());
        run.Complete();

        Assert.Equal([(null, null), (4, null), (9, "user"), (null, null)], Some.TheRunOf(run).Events.Select(recorded => (recorded.Step, recorded.Role)));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_set_the_run_back()
    {
        using TraceRun run = Some.Run(_collector);

        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Wall = ManualTime.Start.AddYears(-1);
        run.Emit(Some.Message());
        run.Complete();

        Assert.Equal(ManualTime.Start.AddSeconds(2), Some.TheRunOf(run).Events.Single().Time);
    }
}
