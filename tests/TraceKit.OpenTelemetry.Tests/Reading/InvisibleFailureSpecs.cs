using TraceKit.Models;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Reading;

/// <summary>Failures that leave no span of their own are made of what the next call tells.</summary>
public sealed class InvisibleFailureSpecs
{
    private const string Ask = """[{"role":"user","parts":[{"type":"text","content":"Weather?"}]}]""";
    private const string Asked = """[{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"weather","arguments":{"city":"Tokyo"}}]}]""";

    [Fact]
    public void A_tool_that_does_not_exist_is_tool_not_found()
    {
        RecordedRun run = SomeSpan.Import(First(), Second("Error: Requested function \\\"weather\\\" not found."));

        ToolNotFound missing = run.Only<ToolNotFound>();
        Assert.Equal(("call_1", "weather", """{"city":"Tokyo"}"""), (missing.CallId, missing.Name, missing.Arguments));
        Assert.Equal((false, "unknown_tool"), (run.Only<ToolResult>().Ok, run.Only<ToolResult>().ErrorKind));
    }

    [Fact]
    public void A_tool_that_was_not_declared_is_tool_not_found_whatever_the_model_was_told()
    {
        RecordedRun run = SomeSpan.Import(First(), Second("no idea", ("gen_ai.tool.definitions", """[{"type":"function","name":"search"}]""")));

        Assert.Equal(["search"], run.Only<ToolNotFound>().Available);
    }

    [Fact]
    public void A_tool_that_ran_where_nobody_listens_is_told_by_the_next_request()
    {
        RecordedRun run = SomeSpan.Import(First(), Second("sunny", ("gen_ai.tool.definitions", """[{"type":"function","name":"weather"}]""")));

        Assert.Empty(run.All<ToolNotFound>());
        Assert.Equal((true, "sunny"), (run.Only<ToolResult>().Ok, run.Only<ToolResult>().Content));
        Assert.Equal("""{"city":"Tokyo"}""", run.Only<ToolCall>().Arguments);
    }

    [Fact]
    public void A_tool_that_has_a_span_is_told_once_and_its_failure_is_not_hidden()
    {
        RecordedRun run = SomeSpan.Import(
            First(),
            SomeSpan.Of(SomeSpan.Meai, "execute_tool weather", 2, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "weather"), ("gen_ai.tool.call.id", "call_1"), ("error.type", "System.IO.IOException")),
            Second("Error: Function failed."));

        Assert.Equal("tool_error", run.Only<ToolResult>().ErrorKind);
        Assert.Equal("""{"city":"Tokyo"}""", run.Only<ToolCall>().Arguments);
        Assert.Empty(run.All<ToolCallUnresolved>());
    }

    [Fact]
    public void A_call_that_the_next_request_goes_without_is_unresolved()
    {
        RecordedRun run = SomeSpan.Import(First(), Chat(3, """[{"role":"user","parts":[{"type":"text","content":"Weather?"}]},{"role":"user","parts":[{"type":"text","content":"Never mind."}]}]""", """[{"role":"assistant","parts":[{"type":"text","content":"Fine."}]}]"""));

        Assert.Equal(("call_1", "not_answered"), (run.Only<ToolCallUnresolved>().CallId, run.Only<ToolCallUnresolved>().Reason));
    }

    [Fact]
    public void A_call_that_nothing_follows_is_unresolved_at_the_end()
    {
        RecordedRun run = SomeSpan.Import(First());

        Assert.Equal(("call_1", "run_ended"), (run.Only<ToolCallUnresolved>().CallId, run.Only<ToolCallUnresolved>().Reason));
    }

    [Fact]
    public void A_result_that_nobody_asked_for_is_told_as_such()
    {
        RecordedRun run = SomeSpan.Import(Chat(1, """[{"role":"tool","parts":[{"type":"tool_call_response","id":"ghost","response":"boo"}]}]""", "[]"));

        ToolResult result = run.Only<ToolResult>();
        Assert.Equal(("ghost", false, "boo", "not_asked"), (result.CallId, result.Ok, result.Content, result.ErrorKind));
    }

    [Fact]
    public void A_history_from_before_the_capture_is_no_orphan()
    {
        RecordedRun run = SomeSpan.Import(Second("sunny"));

        Assert.Empty(run.All<ToolResult>());
        Assert.Empty(run.All<ToolCallUnresolved>());
    }

    [Fact]
    public void A_library_within_a_library_is_one_call()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of("OpenAI.ChatClient", "chat gpt-4o", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 9L), ("gen_ai.response.id", "r")) with { ParentSpanId = SomeSpan.Id(3) },
            SomeSpan.Of(SomeSpan.Meai, "chat gpt-4o", 3, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 9L), ("gen_ai.response.id", "r")));

        Assert.Equal(9, run.Only<LlmCall>().Usage!.InputTokens);
        Assert.Equal([$"part_of:{SomeSpan.Id(3)}", null], run.All<ForeignSpan>().Select(span => span.Untold));
    }

    [Fact]
    public void A_response_that_was_told_is_not_told_again()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "r")),
            SomeSpan.Of("Other", "chat m", 2, ("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "r")));

        Assert.Single(run.All<LlmCall>());
        Assert.Equal([null, "same_response"], run.All<ForeignSpan>().Select(span => span.Untold));
    }

    [Fact]
    public void A_model_that_a_tool_calls_is_a_call_of_its_own()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of(SomeSpan.Meai, "chat inner", 1, ("gen_ai.operation.name", "chat")) with { ParentSpanId = SomeSpan.Id(2) },
            SomeSpan.Of(SomeSpan.Meai, "execute_tool ask", 2, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "ask")) with { ParentSpanId = SomeSpan.Id(3) },
            SomeSpan.Of(SomeSpan.Meai, "chat outer", 3, ("gen_ai.operation.name", "chat")));

        Assert.Equal(2, run.All<LlmCall>().Count);
    }

    [Fact]
    public void A_span_that_never_ended_is_recorded_as_it_was()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", Ask)) with { EndUnixNano = 0 },
            SomeSpan.Of(SomeSpan.Meai, "execute_tool f", 2, ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "f"), ("gen_ai.tool.call.id", "c")) with { EndUnixNano = 0 });

        Assert.Equal((LlmCallStatus.Interrupted, "never_ended"), (run.Only<LlmCall>().Status, run.Only<LlmCall>().Error!.Type));
        Assert.Equal(("c", "run_ended"), (run.Only<ToolCallUnresolved>().CallId, run.Only<ToolCallUnresolved>().Reason));
        Assert.All(run.All<ForeignSpan>(), span => Assert.Null(span.DurationMs));
    }

    [Fact]
    public void The_turns_of_a_chat_are_told_once_each_and_share_a_conversation()
    {
        RecordedRun run = SomeSpan.Import(First(), Second("sunny"));

        Assert.Equal(("user", "Weather?"), (run.Only<Message>().Role, run.Only<Message>().Content));
        Assert.All(run.All<LlmCall>(), call => Assert.Equal("captured-1", call.Conversation));
        Assert.Equal("captured-1", run.Only<ToolCall>().Conversation);
    }

    private static SpanRecord First() => Chat(1, Ask, Asked);

    private static SpanRecord Second(string answer, params (string, object?)[] more) => Chat(
        3,
        $$"""[{"role":"user","parts":[{"type":"text","content":"Weather?"}]},{{Asked[1..^1]}},{"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":"{{answer}}"}]}]""",
        """[{"role":"assistant","parts":[{"type":"text","content":"It is sunny."}]}]""",
        more);

    private static SpanRecord Chat(int number, string input, string output, params (string, object?)[] more) => SomeSpan.Of(
        SomeSpan.Meai, "chat m", number, [("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", input), ("gen_ai.output.messages", output), .. more]);
}
