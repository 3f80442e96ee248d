using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Payloads;

public sealed class DeltaSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_history_that_grows_is_written_as_what_is_new()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);

        foreach (int turns in (int[])[2, 4, 6])
        {
            run.Emit(Call(turns));
        }

        RecordedEvent[] events = Events(run);
        Assert.Equal([null, (0L, "/request/messages", 2), (1L, "/request/messages", 4)], events.Select(Base));
        Assert.Equal([2, 4, 6], events.Select(recorded => recorded.Read<LlmCall>().Request!.Messages!.Count));
        Assert.Equal(Call(6).Request!.Messages!, events[2].Read<LlmCall>().Request!.Messages!);
        Assert.DoesNotContain("turn 3 ", Encoding.UTF8.GetString(events[2].Line.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_is_whole_where_events_are_read_one_by_one()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);
        foreach (int turns in (int[])[2, 4, 6, 8])
        {
            run.Emit(Call(turns));
        }

        run.Complete();

        Assert.Equal(
            Events(run).Select(recorded => Encoding.UTF8.GetString(recorded.Data.Span)),
            TraceReader.Open(run.Path!).Events().Select(recorded => Encoding.UTF8.GetString(recorded.Data.Span)));
    }

    [Fact]
    public void A_type_of_the_users_declares_its_own_histories()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);
        string[] lines = [.. Enumerable.Range(0, 20).Select(i => $"line {i} of a log")];

        run.Emit(new Log { Part = new LogPart { Lines = lines[..10] } });
        run.Emit(new Log { Part = new LogPart { Lines = lines } });

        RecordedEvent[] events = Events(run);
        Assert.Equal((0L, "/Part/Lines", 10), Base(events[1]));
        Assert.Equal(lines, events[1].Read<Log>().Part.Lines);
    }

    [Fact]
    public void Nothing_is_left_out_unless_it_is_asked_for()
    {
        using TraceCollector collector = Collector(deltas: false);
        using TraceRun run = Some.Run(collector);

        run.Emit(Call(2));
        run.Emit(Call(4));

        Assert.Equal([null, null], Events(run).Select(recorded => recorded.Base));
    }

    [Fact]
    public void A_retry_with_the_same_history_adds_no_item()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);

        run.Emit(Call(5));
        run.Emit(Call(5));
        run.Emit(Call(6));

        RecordedEvent[] events = Events(run);
        Assert.Equal([null, (0L, "/request/messages", 5), (0L, "/request/messages", 5)], events.Select(Base));
        Assert.Equal([5, 5, 6], events.Select(recorded => recorded.Read<LlmCall>().Request!.Messages!.Count));
    }

    [Fact]
    public void Conversations_that_alternate_each_continue_their_own()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);

        for (int turns = 2; turns < 5; turns++)
        {
            run.Emit(Call(turns, "planner"));
            run.Emit(Call(turns, "executor"));
        }

        Assert.Equal([null, null, 0L, 1L, 2L, 3L], Events(run).Select(recorded => recorded.Base?.Seq));
    }

    [Fact]
    public void A_history_that_was_changed_is_written_whole()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);
        LlmCall summarized = Call(4);

        run.Emit(Call(3));
        run.Emit(summarized with { Request = new LlmRequest { Messages = [summarized.Request!.Messages![0] with { Content = "Summary." }, .. summarized.Request.Messages.Skip(1)] } });

        Assert.All(Events(run), recorded => Assert.Null(recorded.Base));
    }

    [Fact]
    public void The_chain_has_an_end()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);

        for (int turns = 2; turns < 202; turns++)
        {
            run.Emit(Call(turns));
        }

        RecordedEvent[] events = Events(run);
        Assert.Equal(Enumerable.Range(2, 200), events.Select(recorded => recorded.Read<LlmCall>().Request!.Messages!.Count));
        int[] depths = new int[events.Length];
        foreach (RecordedEvent recorded in events.Where(recorded => recorded.Base is not null))
        {
            depths[recorded.Seq] = depths[recorded.Base!.Seq] + 1;
        }

        Assert.Equal(64, depths.Max());
        Assert.InRange(events.Count(recorded => recorded.Base is null), 2, 4);
    }

    [Fact]
    public void A_history_with_a_blob_in_it_is_continued()
    {
        using TraceCollector collector = Collector(deltas: true, options => options.MaxInlineTextBytes = 1024);
        using TraceRun run = Some.Run(collector);
        LlmCall first = Call(3);
        var page = new ChatTurn { Role = "tool", Content = new string('p', 5_000) };
        ChatTurn[] messages = [.. first.Request!.Messages!, page];

        run.Emit(first with { Request = new LlmRequest { Messages = messages } });
        run.Emit(first with { Request = new LlmRequest { Messages = [.. messages, page] } });

        RecordedEvent[] events = Events(run);
        Assert.Equal(["/request/messages/3/content", "/request/messages/0/content"], events.Select(recorded => Assert.Single(recorded.Blobs).At));
        Assert.Equal([.. messages, page], events[1].Read<LlmCall>().Request!.Messages!);
    }

    [Fact]
    public void Any_histories_read_the_same_with_and_without_deltas()
    {
        using TraceCollector with = Collector(deltas: true, options => options.MaxInlineTextBytes = 1024);
        using TraceCollector without = Collector(deltas: false);
        Arbitrary<int[]> scripts = Gen.Choose(0, 999).ArrayOf(12).ToArbitrary();

        Prop.ForAll(scripts, script =>
        {
            using TraceRun packed = Some.Run(with);
            using TraceRun plain = Some.Run(without);
            foreach (LlmCall call in Play(script))
            {
                packed.Emit(call);
                plain.Emit(call);
            }

            Assert.Equal(
                Events(plain).Select(recorded => Encoding.UTF8.GetString(recorded.Data.Span)),
                Events(packed).Select(recorded => Encoding.UTF8.GetString(recorded.Data.Span)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_number_of_threads_may_continue_one_history()
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);

        Collection.ConcurrencySpecs.OnThreads(4, thread =>
        {
            for (int turns = 2; turns < 40; turns++)
            {
                run.Emit(Call(turns, turns % 2 == 0 ? "shared" : $"own-{thread}"));
            }
        });

        RecordedEvent[] events = Events(run);
        Assert.All(events, recorded => Assert.True(recorded.Base is null || recorded.Base.Seq < recorded.Seq));
        Assert.Equal(
            Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(2, 38)).Order(),
            events.Select(recorded => recorded.Read<LlmCall>().Request!.Messages!.Count).Order());
    }

    [Theory]
    [InlineData("\"base\":{\"seq\":0", "\"base\":{\"seq\":1")]
    [InlineData("\"base\":{\"seq\":0", "\"base\":{\"seq\":-1")]
    [InlineData("\"base\":{\"seq\":0", "\"base\":{\"seq\":99")]
    [InlineData("\"items\":4}", "\"items\":3}")]
    [InlineData("\"at\":\"/request/messages\"", "\"at\":\"/request/turns\"")]
    [InlineData("\"at\":\"/request/messages\"", "\"at\":\"/reply\"")]
    public void A_base_that_does_not_fit_is_an_error_and_never_data(string from, string to)
    {
        using TraceCollector collector = Collector(deltas: true);
        using TraceRun run = Some.Run(collector);
        run.Emit(Call(4));
        run.Emit(Call(6));
        run.Complete();
        byte[] file = Encoding.UTF8.GetBytes(File.ReadAllText(run.Path!).Replace(from, to, StringComparison.Ordinal));

        RunFileContents contents = RunFileReader.Read(file, "a");

        Assert.Contains(contents.Findings, finding => (finding.Rule, finding.Severity, finding.Line) == (TraceRules.Base, FindingSeverity.Error, 3));
        Assert.Equal([false, true], contents.Runs.Single().Events.Select(recorded => recorded.IsIncomplete));
        Assert.Null(contents.Runs.Single().Events[1].TryRead<LlmCall>());
    }

    [Fact]
    public void An_event_on_one_that_is_incomplete_is_incomplete_too()
    {
        using TraceCollector collector = Collector(deltas: true, options => options.MaxInlineTextBytes = 1024);
        using TraceRun run = Some.Run(collector);
        LlmCall call = Call(3) with { Reply = new ChatTurn { Role = "assistant", Content = new string('x', 2_000) } };
        run.Emit(call);
        run.Emit(Call(5));
        run.Emit(Some.Message());
        run.Complete();
        Directory.Delete(Path.Combine(Path.GetDirectoryName(run.Path)!, "blobs"), recursive: true);

        RunFileContents contents = RunFileReader.Read(run.Path!);

        Assert.Equal([TraceRules.Blob, TraceRules.Base], contents.Findings.Select(finding => finding.Rule));
        Assert.Equal([true, true, false], contents.Runs.Single().Events.Select(recorded => recorded.IsIncomplete));
    }

    private TraceCollector Collector(bool deltas, Action<TraceKitOptions>? configure = null) => Some.Collector(_folder, options =>
    {
        options.DeltaHistories = deltas;
        options.Ids = TraceIds.Random;
        configure?.Invoke(options);
    });

    private static RecordedEvent[] Events(TraceRun run)
    {
        run.Complete();
        return [.. Some.TheRunOf(run).Events];
    }

    private static (long, string, int)? Base(RecordedEvent recorded) => recorded.Base is { } earlier ? (earlier.Seq, earlier.At, earlier.Items) : null;

    private static LlmCall Call(int turns, string who = "planner") => Call([.. Enumerable.Range(0, turns).Select(turn => Turn(who, turn))]);

    private static LlmCall Call(IReadOnlyList<ChatTurn> messages) =>
        new() { Component = "agent", Status = LlmCallStatus.Ok, Request = new LlmRequest { Messages = messages, Temperature = 0 } };

    private static ChatTurn Turn(string who, int turn) =>
        new() { Role = turn % 2 == 0 ? "user" : "assistant", Content = $"{who}, turn {turn} of a conversation that is long enough to be worth it \"é\" 😀" };

    /// <summary>Histories that grow, are cut, changed in the middle, begun anew or taken up again.</summary>
    private static IEnumerable<LlmCall> Play(int[] script)
    {
        var known = new List<List<ChatTurn>> { new() };
        foreach (int step in script)
        {
            List<ChatTurn> history = [.. known[step % known.Count]];
            switch (step % 7)
            {
                case 0 when history.Count > 1:
                    history.RemoveAt(history.Count - 1);
                    break;
                case 1 when history.Count > 0:
                    history[step % history.Count] = Turn("changed", step);
                    break;
                case 2:
                    break;
                case 3:
                    history.Add(Turn(new string('x', 900 + step), step));
                    break;
                default:
                    history.AddRange(Enumerable.Range(0, 1 + (step % 3)).Select(turn => Turn($"p{step}", turn)));
                    break;
            }

            known.Add(history);
            yield return Call(history);
        }
    }
}
