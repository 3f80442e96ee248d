using TraceKit.Collection;
using TraceKit.RunFiles;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Testing.Tests.Examples;

public sealed class ToolSpecs
{
    [Fact]
    public async Task A_tool_that_times_out_is_called_again_after_half_a_minute()
    {
        using var recorder = new TraceRecorder();
        using TraceRun run = recorder.StartRun("Cancel my flight");
        Queue<Func<string>> answers = new([() => throw new TimeoutException("The airline is silent."), () => "cancelled"]);

        Task calling = new FlightTool(run, recorder.Time).CallAsync(() => answers.Dequeue()());
        recorder.Time.Advance(TimeSpan.FromSeconds(30));
        await calling;
        run.Complete();

        recorder.Expect()
            .InOrder<ToolCall, ToolResult, ToolCall, ToolResult>()
            .Answered<ToolCall, ToolResult>()
            .Any<ToolResult>(result => result.ErrorKind == "timeout")
            .Any<ToolResult>(result => result.Ok && result.Content == "cancelled")
            .Ended(RunStatus.Completed);
        Assert.Equal(ManualTime.Start.AddSeconds(30), recorder.Run.Events[2].Time);
    }

    private sealed class FlightTool(TraceRun run, TimeProvider time)
    {
        public async Task CallAsync(Func<string> tool)
        {
            for (int attempt = 1; ; attempt++)
            {
                string id = $"call-{attempt}";
                using Decision<ToolCall, ToolResult> calling = run.Decide(new ToolCall { CallId = id, Name = "cancel_flight", Arguments = """{"id":"LH12"}""" });
                try
                {
                    calling.Answer(new ToolResult { CallId = id, Name = "cancel_flight", Ok = true, Content = tool() });
                    return;
                }
                catch (TimeoutException failure)
                {
                    calling.Answer(new ToolResult { CallId = id, Name = "cancel_flight", Ok = false, Content = failure.Message, ErrorKind = "timeout" });
                }

                await Task.Delay(TimeSpan.FromSeconds(30), time);
            }
        }
    }
}
