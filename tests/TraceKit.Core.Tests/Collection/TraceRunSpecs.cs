using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

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

        Assert.Equal(new EventAddress("late", -1), address);
        Assert.Equal(sealedFile, File.ReadAllBytes(run.Path!));
        Assert.Equal([5], log.Ids);
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

    [Fact]
    public void A_getter_that_throws_is_a_gap_and_the_agent_goes_on()
    {
        using TraceRun run = Some.Run(_collector);

        EventAddress rejected = run.Emit(new Trap { OnRead = () => throw new InvalidOperationException("no") });
        EventAddress next = run.Emit(new Trap());
        run.Complete();

        Assert.Equal((-1, 0), (rejected.Seq, next.Seq));
        RecordedRun recorded = Some.TheRunOf(run);
        RunGap gap = Assert.Single(recorded.Gaps);
        Assert.Equal((-1, 1, "test.trap", "not_serializable: InvalidOperationException: no"), (gap.After, gap.Count, gap.EventType, gap.Reason));
        Assert.Equal((2, 1, 0, 1), Ledger(recorded));
    }

    [Fact]
    public void A_getter_that_emits_is_served()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(new Trap { OnRead = () => $"after {run.Emit(new Note { Text = "inner" }).Seq}" });
        run.Complete();

        Assert.Equal(["inner"], Some.TheRunOf(run).Events.Where(recorded => recorded.Is<Note>()).Select(recorded => recorded.Read<Note>().Text));
        Assert.Contains("after 0", File.ReadAllText(run.Path!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_getter_that_ends_the_run_is_survived()
    {
        using TraceRun run = Some.Run(_collector);

        EventAddress address = run.Emit(new Trap
        {
            OnRead = () =>
            {
                run.Complete();
                return "done";
            },
        });

        Assert.Equal(-1, address.Seq);
        Assert.Empty(Some.TheRunOf(run).Events);
    }

    [Fact]
    public void An_exception_without_a_message_of_its_own_is_survived()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(new Trap { OnRead = () => throw new SpitefulException() });
        run.Fail(new SpitefulException());

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(RunStatus.Failed, recorded.Status);
        Assert.Contains(nameof(SpitefulException), Assert.Single(recorded.Gaps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_of_any_length_leaves_a_file_that_reads()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException(new string('x', 10_000_000)) });
        run.Abort(new string('y', 10_000_000));

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.InRange(Assert.Single(recorded.Gaps).Reason.Length, 1_024, 1_100);
        Assert.EndsWith("y… (9998976 more characters)", recorded.End!.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_holds_itself_is_rejected()
    {
        using TraceRun run = Some.Run(_collector);
        var knot = new Knot();
        knot.Inner = knot;

        run.Emit(knot);
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal("test.knot", Assert.Single(recorded.Gaps).EventType);
        Assert.Equal((1, 0, 0, 1), Ledger(recorded));
    }

    [Fact]
    public void An_event_is_as_deep_as_a_line_may_be_or_rejected()
    {
        using TraceRun run = Some.Run(_collector);

        long[] seqs = [.. Enumerable.Range(1, 100).Select(depth => run.Emit(Nested(depth)).Seq)];
        run.Complete();

        int deepest = seqs.Count(seq => seq >= 0);
        Assert.Equal(RunFormat.MaxDepth - 1, deepest);
        Assert.All(seqs[..deepest], seq => Assert.True(seq >= 0));
        Assert.Equal((100, deepest, 0, 100 - deepest), Ledger(Some.TheRunOf(run)));
    }

    [Fact]
    public void Finished_JSON_that_would_break_the_line_is_rejected()
    {
        using TraceRun run = Some.Run(_collector);

        long whole = run.Emit(new Parcel { Json = "{\"a\":1}" }).Seq;
        long broken = run.Emit(new Parcel { Json = "{\n\"a\":1}" }).Seq;
        run.Complete();

        Assert.Equal((0, -1), (whole, broken));
        Assert.Single(Some.TheRunOf(run).Events);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""[{"b":{"a":1,"a":2}}]""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    public void A_JSON_value_with_a_member_twice_is_rejected(string json)
    {
        using TraceRun run = Some.Run(_collector);

        EventAddress address = run.Emit(Some.LlmCall() with { Parsed = Some.Json(json) });
        run.Complete();

        Assert.Equal(-1, address.Seq);
        Assert.Equal("llm_call", Assert.Single(Some.TheRunOf(run).Gaps).EventType);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\":1}")]
    public void A_JSON_value_with_half_a_surrogate_pair_is_rejected(string json)
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.LlmCall() with { Parsed = Some.Json(json) });
        run.Complete();

        Assert.Single(Some.TheRunOf(run).Gaps);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_JSON_does_not_have_is_rejected(double number)
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Label() with { Score = number });
        run.Complete();

        Assert.Equal("label", Assert.Single(Some.TheRunOf(run).Gaps).EventType);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890.10")]
    [InlineData("[[],{},null,true]")]
    [InlineData("\"\\u0000\\u2028\"")]
    public void A_JSON_value_is_kept(string json)
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.LlmCall() with { Parsed = Some.Json(json) });
        run.Complete();

        Assert.Equal(Some.Json(json).ToString(), Some.TheRunOf(run).Events.Single().Read<LlmCall>().Parsed.ToString());
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_text_becomes_the_replacement_character()
    {
        using TraceRun run = Some.Run(_collector);

        run.Emit(Some.Message("a\ud800b"));
        run.Complete();

        Assert.Equal("a\ufffdb", Some.TheRunOf(run).Events.Single().Read<Message>().Content);
    }

    private static (long Emitted, long Written, long Dropped, long Rejected) Ledger(RecordedRun run) =>
        (run.End!.Loss.Emitted, run.End.Loss.Written, run.End.Loss.Dropped, run.End.Loss.Rejected);

    private static Knot Nested(int depth) => depth == 1 ? new Knot() : new Knot { Inner = Nested(depth - 1) };

    private sealed class SpitefulException : Exception
    {
        public override string Message => throw new NotSupportedException("no message");
    }
}
