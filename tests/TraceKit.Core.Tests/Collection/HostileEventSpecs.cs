using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

/// <summary>Events whose data does what data should not do: the agent and the file survive it.</summary>
public sealed class HostileEventSpecs : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;

    public HostileEventSpecs() => _collector = Some.Collector(_folder);

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
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
    public void What_is_logged_of_an_event_that_was_rejected_holds_no_secret()
    {
        string secret = string.Concat("ghp_", new string('a', 30), "B7c9d1");
        var logger = new ListLogger();
        using var collector = new TraceCollector(Some.Options(_folder), logger);
        using TraceRun run = Some.Run(collector);

        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException($"refused {secret}") });

        string logged = logger.Texts(1).Single();
        Assert.Contains("refused", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_converter_that_disposes_the_writer_takes_no_other_event_with_it()
    {
        using TraceRun run = Some.Run(_collector);

        long broken = run.Emit(new Vandal()).Seq;
        long next = run.Emit(new Note { Text = "after" }).Seq;
        run.Complete();

        Assert.Equal((-1, 0), (broken, next));
        Assert.Equal((2, 1, 0, 1), Ledger(Some.TheRunOf(run)));
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
