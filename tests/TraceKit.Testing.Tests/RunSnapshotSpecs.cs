using System.Text.RegularExpressions;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.TestKit;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Testing.Tests;

public sealed class RunSnapshotSpecs
{
    [Fact]
    public void A_run_is_text_with_one_fact_a_line()
    {
        using TraceRecorder recorder = Recorded(TraceIds.Random, TimeSpan.Zero);

        Approved.Check("run", RunSnapshot.Of(recorder.Run));
    }

    [Fact]
    public void Two_executions_with_other_ids_times_durations_and_paths_give_the_same_text()
    {
        using TraceRecorder first = Recorded(TraceIds.Random, TimeSpan.FromSeconds(1), "/home/ann/work");
        using TraceRecorder second = Recorded(TraceIds.Random, TimeSpan.FromSeconds(7), "/tmp/build-17");

        Assert.Equal(RunSnapshot.Of(first.Run), RunSnapshot.Of(second.Run));
    }

    [Fact]
    public void Another_fact_is_another_line_and_only_that()
    {
        using TraceRecorder first = Recorded(TraceIds.Random, TimeSpan.Zero);
        using TraceRecorder second = Recorded(TraceIds.Random, TimeSpan.Zero, content: "3 bookings");

        string[] left = RunSnapshot.Of(first.Run).Split('\n');
        string[] right = RunSnapshot.Of(second.Run).Split('\n');

        Assert.Equal(left.Length, right.Length);
        Assert.Equal([("    2 bookings", "    3 bookings")], left.Zip(right).Where(pair => pair.First != pair.Second));
    }

    [Fact]
    public void Texts_of_the_tests_own_world_are_replaced_and_members_left_out_on_demand()
    {
        using TraceRecorder recorder = Agent.Recorded();
        var options = new SnapshotOptions { Replace = new Dictionary<string, Regex> { ["place"] = new("booking") }, Omit = ["usage"] };

        string text = RunSnapshot.Of(recorder.Run, options);

        Assert.Contains("intent: Find the {place-1}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("input_tokens", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    private static TraceRecorder Recorded(TraceIds ids, TimeSpan took, string folder = "/home/ann/work", string content = "2 bookings")
    {
        var recorder = new TraceRecorder(new TraceRecorderOptions { Configure = options => options.Ids = ids });
        string id = Guid.NewGuid().ToString();
        using TraceRun run = recorder.StartRun($"Look into session {id}");
        recorder.Time.Advance(took);
        run.Emit(new LlmCall
        {
            Component = "assistant",
            Status = LlmCallStatus.Ok,
            Reply = new ChatTurn { Role = "assistant", ToolCalls = [new RequestedToolCall { Id = $"call_{id.Replace("-", string.Empty, StringComparison.Ordinal)}", Name = "read", Arguments = "{}" }] },
            LatencyMs = took.TotalMilliseconds,
            ResponseId = "chatcmpl-" + id[..8] + id[24..],
        });
        using (Decision<ToolCall, ToolResult> calling = run.Decide(new ToolCall { CallId = $"call_{id.Replace("-", string.Empty, StringComparison.Ordinal)}", Name = "read", Arguments = $$"""{"file":"{{folder}}/notes.txt"}""" }))
        {
            calling.Answer(new ToolResult { CallId = "call-1", Name = "read", Ok = true, Content = $"session {id} of {recorder.Time.GetUtcNow():O}\n{content}", LatencyMs = took.TotalMilliseconds });
        }

        run.Complete(success: true, SuccessSource.Environment);
        return recorder;
    }
}
