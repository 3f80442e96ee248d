using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

public sealed class EventLengthSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_event_that_is_too_long_and_has_no_place_beside_the_file_keeps_its_length_and_hash()
    {
        _folder.Write("2026-11-21/blobs", []); // a file where blobs would go
        using TraceCollector collector = Some.Collector(_folder, options => options.MaxEventBytes = 1024);
        using TraceRun run = Some.Run(collector);
        Message message = Some.Message(new string('x', 2_000));
        byte[] data = JsonSerializer.SerializeToUtf8Bytes(message, Message.EventType.Json);

        EventAddress address = run.Emit(message);
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        RecordedEvent line = Assert.Single(recorded.Events);
        Assert.Equal((0, true, "null"), (address.Seq, line.IsTruncated, Encoding.UTF8.GetString(line.Data.Span)));
        Assert.Contains(
            $"\"truncated\":{{\"length\":{data.Length},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(data))}\"}}",
            Encoding.UTF8.GetString(line.Line.Span),
            StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (recorded.End!.Loss.Written, recorded.End.Loss.Truncated, recorded.End.Counts["message"]));
    }

    [Fact]
    public void Long_events_of_any_kind_are_read()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.MaxEventBytes = 7 * 1024 * 1024);
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message(new string('x', (7 * 1024 * 1024) - 200)));
        run.Emit(Some.Message(new string('\u0001', 2 * 1024 * 1024)));
        run.Complete();

        IReadOnlyList<RecordedEvent> events = Some.TheRunOf(run).Events;
        Assert.Equal([(false, 1), (false, 1)], events.Select(recorded => (recorded.IsTruncated, recorded.Blobs.Count)));
        Assert.Equal(new string('\u0001', 2 * 1024 * 1024), events[1].Read<Message>().Content);
    }

    [Fact]
    public void An_input_that_is_too_long_for_its_line_can_be_answered()
    {
        using TraceCollector collector = Some.Collector(_folder, options => options.MaxEventBytes = 1024);
        using TraceRun run = Some.Run(collector);

        using (var planning = run.Decide(Some.PlannerInput(observation: new string('x', 2_000))))
        {
            planning.Answer(new PlannerOutput { Steps = [] });
        }

        run.Complete();

        Assert.Equal([null, 0L], Some.TheRunOf(run).Events.Select(recorded => recorded.Answers));
    }

    [Fact]
    public void An_envelope_that_is_too_long_by_itself_is_rejected()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);

        EventAddress address = run.Emit(Some.Message(), new Emission { Role = new string('x', 9_000_000) });
        run.Complete();

        Assert.Equal(-1, address.Seq);
        RunGap gap = Assert.Single(Some.TheRunOf(run).Gaps);
        Assert.Equal(("message", true), (gap.EventType, gap.IsRejection));
    }

    [Fact]
    public void A_failure_of_any_length_leaves_a_file_that_reads()
    {
        using TraceCollector collector = Some.Collector(_folder);
        using TraceRun run = Some.Run(collector);

        run.Fail(new InvalidOperationException(new string('x', 9_000_000)));

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.Equal(RunStatus.Failed, recorded.Status);
        Assert.InRange(recorded.End!.Error!.Message!.Length, 16_384, 16_500);
    }

    [Fact]
    public void A_first_line_that_is_too_long_is_refused_before_there_is_a_file()
    {
        using TraceCollector collector = Some.Collector(_folder);

        var refused = Assert.Throws<ArgumentException>(() => collector.StartRun(new RunDescriptor { Goal = new string('x', 9_000_000) }));

        Assert.Contains("first line", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_first_line_that_is_no_JSON_is_refused_before_there_is_a_file()
    {
        using TraceCollector collector = Some.Collector(_folder);
        var descriptor = new RunDescriptor { Goal = Some.Goal, Tools = [new() { Name = "search", Parameters = default(JsonElement) }] };

        Assert.Throws<ArgumentException>(() => collector.StartRun(descriptor));

        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }
}
