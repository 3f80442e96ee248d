using System.Text.Json;
using TraceKit.Labels;
using TraceKit.Models;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.OpenTelemetry.Tests.Reading;

/// <summary>Each library's own names and encodings in, the same events out.</summary>
public sealed class DialectSpecs
{
    public static TheoryData<string> Profiles => [.. GenAiProfile.All.Select(profile => profile.Id)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_is_read(string id)
    {
        var profile = GenAiProfile.Of(id);
        LlmCall call = SomeSpan.Import(SomeSpan.Of(
            "Any",
            "chat m",
            1,
            ("gen_ai.operation.name", "chat"),
            (profile.Key(GenAiField.Provider)!, "openai"),
            (profile.Key(GenAiField.RequestModel)!, "m"),
            (profile.Key(GenAiField.UsageInputTokens)!, 7L))).Only<LlmCall>();

        Assert.Equal(("openai", "m", 7L), (call.Provider, call.Model, call.Usage!.InputTokens));
    }

    [Theory]
    [InlineData("gen_ai.usage.cache_creation.input_tokens")]
    [InlineData("gen_ai.usage.cache_write.input_tokens")]
    public void Tokens_that_were_written_to_a_cache_are_read_by_both_names(string key) =>
        Assert.Equal(4, SomeSpan.Import(SomeSpan.Of("Any", "chat m", 1, ("gen_ai.operation.name", "chat"), (key, 4L))).Only<LlmCall>().Usage!.CacheWriteTokens);

    [Fact]
    public void Content_is_read_from_json_from_a_tree_and_from_events()
    {
        (string, object?) operation = ("gen_ai.operation.name", "chat");
        SpanRecord json = SomeSpan.Of("Any", "chat m", 1, operation, ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]"""));
        SpanRecord tree = SomeSpan.Of("Any", "chat m", 1, operation, ("gen_ai.input.messages", (object?[])[Map(("role", "user"), ("parts", (object?[])[Map(("type", "text"), ("content", "Hi"))]))]));
        SpanRecord events = SomeSpan.Of("Any", "chat m", 1, operation) with { Events = [new SpanEvent("gen_ai.user.message", 1, Map(("gen_ai.system", "x"), ("content", "Hi")))] };

        foreach (SpanRecord span in (SpanRecord[])[json, tree, events])
        {
            Assert.Equal(("user", "Hi"), Assert.Single(SomeSpan.Import(span).Only<LlmCall>().Request!.Messages!.Select(turn => (turn.Role, turn.Content))));
        }
    }

    [Fact]
    public void Semantic_kernel_is_read_with_its_legacy_names_and_events()
    {
        SpanRecord span = SomeSpan.Of(
            "Microsoft.SemanticKernel.Diagnostics",
            "chat.completions gpt-4",
            1,
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.system", "openai"),
            ("gen_ai.request.model", "gpt-4"),
            ("gen_ai.response.finish_reason", "Stop"),
            ("gen_ai.usage.prompt_tokens", 5L),
            ("gen_ai.usage.completion_tokens", 6L),
            ("server.address", "/v1/chat")) with
        {
            Events =
            [
                Event("gen_ai.system.message", """{"role":"system","content":"Be kind."}"""),
                Event("gen_ai.tool.developer", """{"role":"developer","content":"No slang."}"""),
                Event("gen_ai.user.message", """{"role":"user","content":"Hi"}"""),
                Event("gen_ai.assistant.message", """{"role":"assistant","content":null,"tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"},"type":"function"}]}"""),
                Event("gen_ai.tool.message", """{"role":"tool","content":"done","id":"c1"}"""),
                Event("gen_ai.choice", """{"index":0,"finish_reason":"Stop","message":{"role":"assistant","content":"Hello!"}}"""),
            ],
        };

        RecordedRun run = SomeSpan.Import(span);

        LlmCall call = run.Only<LlmCall>();
        Assert.Equal(("openai", "gpt-4", "Stop", 5L, 6L), (call.Provider, call.Model, call.FinishReason, call.Usage!.InputTokens, call.Usage.OutputTokens));
        Assert.Equal(["system", "developer", "user", "assistant", "tool"], call.Request!.Messages!.Select(turn => turn.Role));
        Assert.Equal("c1", call.Request.Messages![4].ToolCallId);
        Assert.Equal("Hello!", call.Reply!.Content);
        Assert.Null(run.Only<ForeignSpan>().Events);
        Assert.Equal("/v1/chat", run.Only<ForeignSpan>().Known!["server.address"].GetString());

        static SpanEvent Event(string name, string content) => new(name, 1, Map(("gen_ai.system", "openai"), ("gen_ai.event.content", content)));
    }

    [Fact]
    public void Openinference_is_read_from_flat_keys()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            "openinference.instrumentation.openai",
            "ChatCompletion",
            1,
            ("openinference.span.kind", "LLM"),
            ("llm.model_name", "gpt-4o"),
            ("llm.provider", "openai"),
            ("llm.invocation_parameters", """{"temperature": 0.5, "max_tokens": 100, "odd": true}"""),
            ("llm.input_messages.0.message.role", "user"),
            ("llm.input_messages.0.message.contents.0.message_content.type", "text"),
            ("llm.input_messages.0.message.contents.0.message_content.text", "Look at "),
            ("llm.input_messages.0.message.contents.1.message_content.type", "image"),
            ("llm.input_messages.0.message.contents.1.message_content.image.image.url", "https://example.org/a.png"),
            ("llm.output_messages.0.message.role", "assistant"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.id", "c1"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "zoom"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments", """{"x": 2}"""),
            ("llm.token_count.prompt", 11L),
            ("llm.token_count.completion", 3L),
            ("llm.token_count.total", 14L),
            ("llm.tools.0.tool.json_schema", """{"type":"function","function":{"name":"zoom","parameters":{"type":"object"}}}"""),
            ("input.value", "__REDACTED__"),
            ("session.id", "s-1")));

        LlmCall call = run.Only<LlmCall>();
        Assert.Equal(("gpt-4o", "openai", "s-1", 11L, 3L), (call.Model, call.Provider, call.Conversation, call.Usage!.InputTokens, call.Usage.OutputTokens));
        Assert.Equal((0.5, 100L, "zoom"), (call.Request!.Temperature, call.Request.MaxTokens, call.Request.Tools![0].Name));
        ChatTurn sent = Assert.Single(call.Request.Messages!);
        Assert.Equal(("Look at ", "image", "https://example.org/a.png", 8), (sent.Content, sent.Parts![0].Type, sent.Parts[0].Uri, sent.Parts[0].At));
        Assert.Equal(new RequestedToolCall { Id = "c1", Name = "zoom", Arguments = """{"x": 2}""" }, Assert.Single(call.Reply!.ToolCalls!));
        ForeignSpan span = run.Only<ForeignSpan>();
        Assert.Null(span.Attributes);
        Assert.Equal("redacted_at_source:input.value", Assert.Single(span.Losses!));
        Assert.Equal(["conversation.id", "input.value", "llm.invocation_parameters", "llm.token_count.total"], span.Known!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Traceloop_is_read_from_flat_keys()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of(
                "opentelemetry.instrumentation.openai.v1",
                "openai.chat",
                1,
                ("llm.request.type", "chat"),
                ("gen_ai.system", "OpenAI"),
                ("gen_ai.request.model", "gpt-4o"),
                ("gen_ai.prompt.0.role", "system"),
                ("gen_ai.prompt.0.content", "Be brief."),
                ("gen_ai.prompt.1.role", "user"),
                ("gen_ai.prompt.1.content", "Hi"),
                ("gen_ai.completion.0.role", "assistant"),
                ("gen_ai.completion.0.finish_reason", "tool_calls"),
                ("gen_ai.completion.0.tool_calls.0.id", "c1"),
                ("gen_ai.completion.0.tool_calls.0.name", "f"),
                ("gen_ai.completion.0.tool_calls.0.arguments", "{}"),
                ("llm.request.functions.0.name", "f"),
                ("llm.request.functions.0.parameters", """{"type":"object"}"""),
                ("gen_ai.usage.prompt_tokens", 8L),
                ("gen_ai.usage.completion_tokens", 2L),
                ("llm.usage.total_tokens", 10L),
                ("traceloop.association.properties.user_id", "u")),
            SomeSpan.Of("traceloop.tracer", "f.tool", 2, ("traceloop.span.kind", "tool"), ("traceloop.entity.name", "f"), ("traceloop.entity.input", "{}"), ("traceloop.entity.output", "ok")),
            SomeSpan.Of("traceloop.tracer", "flow.workflow", 3, ("traceloop.span.kind", "workflow"), ("traceloop.entity.input", "in"), ("traceloop.entity.output", "out"), ("traceloop.workflow.name", "flow")));

        LlmCall call = run.Only<LlmCall>();
        Assert.Equal((LlmCallStatus.Ok, "gpt-4o", "tool_calls", 8L, 2L), (call.Status, call.Model, call.FinishReason, call.Usage!.InputTokens, call.Usage.OutputTokens));
        Assert.Equal(["Be brief.", "Hi"], call.Request!.Messages!.Select(turn => turn.Content));
        Assert.Equal(("f", "{}"), (call.Reply!.ToolCalls![0].Name, call.Request.Tools![0].Name == "f" ? call.Reply.ToolCalls[0].Arguments : null));
        Assert.Equal(("f", "{}", "ok"), (run.Only<ToolCall>().Name, run.Only<ToolCall>().Arguments, run.Only<ToolResult>().Content));
        Assert.Equal(("invoke_workflow", "in", "out", "flow"), (run.Only<Operation>().Name, run.Only<Operation>().Arguments, run.Only<OperationResult>().Result, run.Only<Operation>().Metadata!["workflow.name"]));
        Assert.All(run.All<ForeignSpan>(), span => Assert.Null(span.Attributes));
    }

    [Fact]
    public void A_tool_of_a_protocol_is_a_call_and_its_other_methods_are_operations()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of("Experimental.ModelContextProtocol", "initialize", 1, ("mcp.method.name", "initialize"), ("mcp.session.id", "s")),
            SomeSpan.Of("Experimental.ModelContextProtocol", "tools/call echo", 2, ("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "echo"), ("gen_ai.operation.name", "execute_tool"), ("jsonrpc.request.id", "2"), ("rpc.response.status_code", "-32602"), ("error.type", "-32602")));

        Assert.Equal("mcp.initialize", run.Only<Operation>().Name);
        Assert.Equal(("echo", false, "tool_error"), (run.Only<ToolResult>().Name, run.Only<ToolResult>().Ok, run.Only<ToolResult>().ErrorKind));
        Assert.Equal(["jsonrpc.request.id", "mcp.method.name", "rpc.response.status_code"], run.All<ForeignSpan>()[1].Known!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Workflows_and_compaction_are_operations_with_what_went_in_and_out()
    {
        RecordedRun run = SomeSpan.Import(
            SomeSpan.Of("Microsoft.Agents.AI.Workflows", "executor.process writer", 1, ("executor.id", "writer"), ("executor.type", "Writer"), ("executor.input", "\"draft\""), ("executor.output", "\"text\"")),
            SomeSpan.Of("Experimental.Microsoft.Agents.AI", "compaction.compact", 2, ("compaction.strategy", "summarize"), ("compaction.triggered", true), ("compaction.before.tokens", 900L), ("compaction.after.tokens", 90L)));

        Assert.Equal(["executor.process", "compaction.compact"], run.All<Operation>().Select(operation => operation.Name));
        Assert.Equal(("draft", "text"), (run.All<Operation>()[0].Arguments, run.All<OperationResult>()[0].Result));
        Assert.Equal(90, run.All<ForeignSpan>()[1].Known!["compaction.after.tokens"].GetInt64());
    }

    [Fact]
    public void An_agent_and_a_plan_are_operations_around_their_calls()
    {
        RecordedRun run = SomeSpan.Import(SomeSpan.Of(
            "Experimental.Microsoft.Agents.AI",
            "invoke_agent Writer(0f8fad5b-d9cb-469f-a165-70867728950e)",
            1,
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.agent.id", "0f8fad5b"),
            ("gen_ai.agent.name", "Writer"),
            ("gen_ai.usage.input_tokens", 99L),
            ("gen_ai.input.messages", """[{"role":"user","parts":[]}]""")));

        Assert.Equal(("invoke_agent", "Writer"), (run.Only<Operation>().Name, run.Only<Operation>().Metadata!["agent.name"]));
        Assert.Empty(run.All<LlmCall>());
        Assert.Equal(["agent.id", "usage.input_tokens"], run.Only<ForeignSpan>().Known!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_evaluation_on_a_span_is_a_label_of_the_call()
    {
        SpanRecord span = SomeSpan.Of("Any", "chat m", 1, ("gen_ai.operation.name", "chat")) with
        {
            Events = [new SpanEvent("gen_ai.evaluation.result", 1, Map(("gen_ai.evaluation.name", "correctness"), ("gen_ai.evaluation.score.value", 0.5), ("gen_ai.evaluation.score.label", "partly")))],
        };

        RecordedRun run = SomeSpan.Import(span);

        Label label = run.Only<Label>();
        Assert.Equal(("correctness", 0.5, "partly", run.Events.First(recorded => recorded.Type == "llm_call").Seq), (label.Name, label.Score, label.Verdict, label.About));
    }

    [Fact]
    public void A_span_that_nobody_understands_is_kept_whole()
    {
        SpanRecord span = SomeSpan.Of("My.Source", "something", 1, ("a", 1L), ("a", "again"), ("b", (object?[])[1L, null, 2.5]), ("c", Map(("d", true))), ("e", (byte[])[1, 2]), ("f", null)) with
        {
            Events = [new SpanEvent("happened", 5_000_000_000, Map(("x", "y")))],
            Links = [new SpanLink(SomeSpan.TraceId, SomeSpan.Id(9), Map(("why", "because")))],
            Loss = new SpanLoss(3, 0, 0),
        };

        RecordedRun run = SomeSpan.Import(span);

        Assert.Equal(["foreign_span"], run.Types());
        ForeignSpan kept = run.Only<ForeignSpan>();
        Assert.Equal("""{"a":1,"a#2":"again","b":[1,null,2.5],"c":{"d":true},"e":"AQI=","f":null}""", JsonSerializer.Serialize(kept.Attributes));
        Assert.Equal(("happened", "y", SomeSpan.Id(9), "because"), (kept.Events![0].Name, kept.Events[0].Attributes!["x"].GetString(), kept.Links![0].SpanId, kept.Links[0].Attributes!["why"].GetString()));
        Assert.Equal("attributes_dropped:3", Assert.Single(kept.Losses!));
    }

    private static KeyValuePair<string, object?>[] Map(params (string Key, object? Value)[] pairs) => [.. pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))];
}
