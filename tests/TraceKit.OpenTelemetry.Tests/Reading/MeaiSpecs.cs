using System.Diagnostics;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Reading;

/// <summary>What Microsoft.Extensions.AI really writes, tag by tag, in; exact events out.</summary>
public sealed class MeaiSpecs
{
    private const string Input = """
        [
          {
            "role": "user",
            "parts": [
              {
                "type": "text",
                "content": "What's the weather in Tokyo & Paris?"
              }
            ]
          }
        ]
        """;

    private const string Output = """
        [
          {
            "role": "assistant",
            "parts": [
              { "type": "reasoning", "content": "Two cities." },
              { "type": "text", "content": "Let me look." },
              { "type": "tool_call", "id": "call_1", "name": "weather", "arguments": { "city": "Tokyo" } }
            ],
            "finish_reason": "tool_call"
          }
        ]
        """;

    /// <summary>Item 15: the tags in the order of writing; numbers as the reader of activities and of files gives them.</summary>
    private static readonly (string, object?)[] Chat =
    [
        ("gen_ai.operation.name", "chat"),
        ("gen_ai.request.model", "gpt-4o-mini"),
        ("gen_ai.provider.name", "openai"),
        ("gen_ai.request.stream", true),
        ("server.address", "api.openai.com"),
        ("server.port", 443L),
        ("gen_ai.conversation.id", "conv-7"),
        ("gen_ai.request.frequency_penalty", 0.5),
        ("gen_ai.request.max_tokens", 200L),
        ("gen_ai.request.presence_penalty", 0.25),
        ("gen_ai.request.seed", 42L),
        ("gen_ai.request.stop_sequences", """["END", "STOP"]"""),
        ("gen_ai.request.temperature", 0.7),
        ("gen_ai.request.top_k", 40L),
        ("gen_ai.request.top_p", 0.9),
        ("gen_ai.output.type", "json"),
        ("gen_ai.tool.definitions", """[{"type":"function","name":"weather","description":"Tells the weather","parameters":{"type":"object"}}]"""),
        ("my_own_setting", "kept"),
        ("gen_ai.system_instructions", """[{"type":"text","content":"Be brief."}]"""),
        ("gen_ai.input.messages", Input),
        ("gen_ai.output.messages", Output),
        ("gen_ai.response.finish_reasons", """["tool_calls"]"""),
        ("gen_ai.response.id", "resp-1"),
        ("gen_ai.response.model", "gpt-4o-mini-2024-07-18"),
        ("gen_ai.response.time_to_first_chunk", 0.125),
        ("gen_ai.usage.input_tokens", 21L),
        ("gen_ai.usage.output_tokens", 13L),
        ("gen_ai.usage.cache_read.input_tokens", 5L),
        ("gen_ai.usage.reasoning.output_tokens", 3L),
    ];

    [Fact]
    public void The_golden_tags_of_a_chat_become_one_exact_call()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(SomeSpan.Meai, "chat gpt-4o-mini", 1, Chat));

        LlmCall call = run.Only<LlmCall>();
        Assert.Equal((LlmCallStatus.Ok, "openai", "gpt-4o-mini", "conv-7"), (call.Status, call.Provider, call.Model, call.Conversation));
        Assert.Equal(("tool_calls", "resp-1", "gpt-4o-mini-2024-07-18"), (call.FinishReason, call.ResponseId, call.ResponseModel));
        Assert.Equal(new TokenUsage { InputTokens = 21, OutputTokens = 13, CachedInputTokens = 5, ReasoningTokens = 3 }, call.Usage);
        Assert.Equal((500.0, 125.0), (call.LatencyMs, call.TimeToFirstTokenMs));
        LlmRequest request = call.Request!;
        Assert.Equal((0.7, 0.9, 40L, 200L, 42L), (request.Temperature, request.TopP, request.TopK, request.MaxTokens, request.Seed));
        Assert.Equal((0.5, 0.25, "json"), (request.FrequencyPenalty, request.PresencePenalty, request.ResponseFormat));
        Assert.Equal(["END", "STOP"], request.Stop!);
        Assert.Equal([("system", "Be brief."), ("user", "What's the weather in Tokyo & Paris?")], request.Messages!.Select(turn => (turn.Role, turn.Content!)));
        Assert.Equal(("weather", "Tells the weather", """{"type":"object"}"""), (request.Tools![0].Name, request.Tools[0].Description, request.Tools[0].Parameters!.Value.GetRawText()));
        Assert.Equal(("assistant", "Let me look.", "Two cities."), (call.Reply!.Role, call.Reply.Content, call.Reply.Reasoning));
        Assert.Equal(new RequestedToolCall { Id = "call_1", Name = "weather", Arguments = """{"city":"Tokyo"}""", ArgumentsForm = "serialized" }, Assert.Single(call.Reply.ToolCalls!));
    }

    [Fact]
    public void What_a_call_has_no_place_for_is_kept_beside_it()
    {
        ForeignSpan span = SomeSpan.Import(SomeSpan.Of(SomeSpan.Meai, "chat gpt-4o-mini", 1, Chat)).Only<ForeignSpan>();

        Assert.Equal("my_own_setting", Assert.Single(span.Attributes!).Key);
        Assert.Equal(["conversation.id", "request.stream", "server.address", "server.port"], span.Known!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("chat gpt-4o-mini", "client", SomeSpan.Meai, 500.0), (span.Name, span.Kind, span.Source, span.DurationMs));
        Assert.Null(span.Losses);
    }

    [Fact]
    public void A_stream_without_finish_reason_and_error_was_left()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(SomeSpan.Meai, "chat m", 1, [.. Chat.Where(tag => tag.Item1 != "gen_ai.response.finish_reasons")]));

        Assert.Equal((LlmCallStatus.Interrupted, "no_finish_reason"), (run.Only<LlmCall>().Status, run.Only<LlmCall>().Error!.Type));
    }

    [Fact]
    public void The_finish_reason_is_that_of_the_span_and_not_the_one_that_the_message_invents()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            SomeSpan.Meai,
            "chat m",
            1,
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.output.messages", """[{"role":"assistant","parts":[],"finish_reason":"stop"}]"""),
            ("gen_ai.response.finish_reasons", """["my_reason"]""")));

        Assert.Equal("my_reason", run.Only<LlmCall>().FinishReason);
    }

    [Theory]
    [InlineData("System.OperationCanceledException", LlmCallStatus.Interrupted)]
    [InlineData("System.ClientModel.ClientResultException", LlmCallStatus.ApiError)]
    [InlineData("System.InvalidOperationException", LlmCallStatus.Error)]
    [InlineData("429", LlmCallStatus.ApiError)]
    public void An_error_tells_what_kind_of_failure_it_was(string type, LlmCallStatus status)
    {
        SpanRecord span = SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("error.type", type)) with { Status = ActivityStatusCode.Error, StatusMessage = "It broke." };

        LlmCall call = SomeSpan.Import(span).Only<LlmCall>();

        Assert.Equal((status, type, "It broke."), (call.Status, call.Error!.Type, call.Error.Message));
    }

    [Fact]
    public void The_golden_tags_of_a_tool_become_a_call_and_its_result()
    {
        RecordedRun run = SomeSpan.Import(Tool(1, ("gen_ai.tool.call.arguments", """{"city":"Tokyo"}"""), ("gen_ai.tool.call.result", "\"sunny\"")));

        Assert.Equal(["foreign_span", "tool_call", "tool_result"], run.Types());
        Assert.Equal(("call_1", "weather", """{"city":"Tokyo"}"""), (run.Only<ToolCall>().CallId, run.Only<ToolCall>().Name, run.Only<ToolCall>().Arguments));
        ToolResult result = run.Only<ToolResult>();
        Assert.Equal((true, "sunny", 500.0), (result.Ok, result.Content, result.LatencyMs));
        Assert.Equal(run.Events[1].Seq, run.Events[2].Answers);
        Assert.All(run.Events, recorded => Assert.Equal(SomeSpan.Id(1), recorded.SpanId));
        Assert.Equal(["tool.description", "tool.type"], run.Only<ForeignSpan>().Known!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_throwing_tool_has_failed_and_its_null_is_no_result()
    {
        SpanRecord span = Tool(1, ("gen_ai.tool.call.result", "null"), ("error.type", "System.TimeoutException")) with { Status = ActivityStatusCode.Error, StatusMessage = "Too slow." };

        ToolResult result = SomeSpan.Import(span).Only<ToolResult>();

        Assert.Equal((false, string.Empty, "timeout", "System.TimeoutException", "Too slow."), (result.Ok, result.Content, result.ErrorKind, result.Error!.Type, result.Error.Message));
    }

    [Fact]
    public void The_sum_over_turns_is_never_counted_as_usage()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 10L)) with { ParentSpanId = SomeSpan.Id(3) },
            SomeSpan.Of(SomeSpan.Meai, "chat m", 2, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 20L)) with { ParentSpanId = SomeSpan.Id(3) },
            SomeSpan.Of(SomeSpan.Meai, "orchestrate_tools", 3, ("gen_ai.operation.name", "orchestrate_tools"), ("gen_ai.usage.input_tokens", 30L)));

        Assert.Equal(30, run.All<LlmCall>().Sum(call => call.Usage!.InputTokens));
        Assert.Equal("orchestrate_tools", run.Only<Operation>().Name);
        Assert.Equal(30, run.All<ForeignSpan>()[2].Known!["usage.input_tokens"].GetInt64());
    }

    [Fact]
    public void A_content_that_could_not_be_serialized_is_a_loss_with_its_place()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            SomeSpan.Meai,
            "chat m",
            1,
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Look"},{"type":"My.Own.Content","content":{}}]}]""")));

        Assert.Equal("content_not_serialized:gen_ai.input.messages/0/parts/1", Assert.Single(run.Only<ForeignSpan>().Losses!));
        Assert.Equal(("My.Own.Content", 4), (run.Only<LlmCall>().Request!.Messages![0].Parts![0].Type, run.Only<LlmCall>().Request!.Messages![0].Parts![0].At));
    }

    [Fact]
    public void An_answer_without_a_response_is_tolerated_and_said()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            SomeSpan.Meai,
            "chat m",
            1,
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.input.messages", """[{"role":"assistant","parts":[{"type":"tool_call","id":"c","name":"f"}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c"}]}]""")));

        Assert.Equal("no_response:gen_ai.input.messages/1/parts/0", Assert.Single(run.Only<ForeignSpan>().Losses!));
        Assert.Equal("lost", run.Only<LlmCall>().Request!.Messages![0].ToolCalls![0].ArgumentsForm);
    }

    [Fact]
    public void Json_that_a_limit_has_cut_stays_as_it_is_and_is_a_loss()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"te""")));

        Assert.Contains("not_json:gen_ai.input.messages", run.Only<ForeignSpan>().Losses!);
        Assert.Equal("""[{"role":"user","parts":[{"type":"te""", run.Only<ForeignSpan>().Known!["input.messages"].GetString());
    }

    [Fact]
    public void Inlined_data_is_described_by_its_length_and_hash()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            SomeSpan.Meai,
            "chat m",
            1,
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"blob","modality":"image","mime_type":"image/png","content":"AAEC"}]}]""")));

        ContentPart part = Assert.Single(run.Only<LlmCall>().Request!.Messages![0].Parts!);
        Assert.Equal(("data", "image/png", 3L, "ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc"), (part.Type, part.MediaType, part.Length, part.Sha256));
    }

    [Fact]
    public void A_call_without_content_says_that_it_was_not_captured() =>
        Assert.Equal("content_not_captured", Assert.Single(SomeSpan.Import(SomeSpan.Of(SomeSpan.Meai, "chat m", 1, ("gen_ai.operation.name", "chat"))).Only<ForeignSpan>().Losses!));

    private static SpanRecord Tool(int number, params (string, object?)[] more) => SomeSpan.Of(
        SomeSpan.Meai,
        "execute_tool weather",
        number,
        [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.type", "function"), ("gen_ai.tool.call.id", "call_1"), ("gen_ai.tool.name", "weather"), ("gen_ai.tool.description", "Tells the weather"), .. more]);
}
