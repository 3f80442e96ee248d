using System.Text;
using Microsoft.Extensions.AI;
using OpenAIChat;
using PlanAndAct.Models;
using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace PlanAndAct.Tests;

public sealed class OpenAISpecs
{
    private const string Trouble = """{"error":{"message":"Please slow down.","type":"requests","code":"rate_limit_exceeded"}}""";

    [Theory]
    [InlineData("refund-over-limit-s1")]
    [InlineData("refund-two-orders-s1")]
    public async Task The_same_replies_over_http_make_the_same_decisions(string task)
    {
        await using var server = new LocalModelServer((request, _) => new ServedReply(200, ScriptedCompletions.Answer(request)));
        using IChatClient model = Client(server);
        using Played direct = await Played.AllAsync(new ProgramSettings { TaskId = task });
        using Played overHttp = await Played.AllAsync(new ProgramSettings { TaskId = task, Model = model });

        Assert.Equal(Decisions(direct), Decisions(overHttp));
        Assert.True(overHttp.Runs[0].Success);
        Assert.All(server.RequestLines, line => Assert.Equal("POST /v1/chat/completions HTTP/1.1", line));
    }

    [Fact]
    public async Task A_call_records_what_the_server_said_of_it()
    {
        await using var server = new LocalModelServer((request, _) => new ServedReply(200, ScriptedCompletions.Answer(request)));
        using IChatClient model = Client(server);
        using Played played = await Played.AllAsync(new ProgramSettings { TaskId = "refund-damaged-s1", Model = model });

        LlmCall call = Calls(played).First(call => call.Component == "executor");
        Assert.Equal(("openai", "local-1", "local-1", "chatcmpl-1"), (call.Provider, call.Model, call.ResponseModel, call.ResponseId));
        Assert.Equal((11, 7), (call.Usage!.InputTokens, call.Usage.OutputTokens));
        Assert.Equal("tool_calls", call.FinishReason);
        Assert.StartsWith("{\"order_id\":\"ORD-", Assert.Single(call.Reply!.ToolCalls!).Arguments, StringComparison.Ordinal);
        Assert.Null(call.Reply.Content);
    }

    [Fact]
    public async Task A_server_that_refuses_twice_costs_two_attempts_and_no_decision()
    {
        await using var server = new LocalModelServer((request, number) => number switch
        {
            1 => new ServedReply(429, Trouble),
            2 => new ServedReply(500, Trouble),
            _ => new ServedReply(200, ScriptedCompletions.Answer(request)),
        });
        using IChatClient model = Client(server);
        using Played played = await Played.AllAsync(new ProgramSettings { TaskId = "refund-damaged-s1", Model = model });

        LlmCall[] calls = [.. Calls(played).Where(call => call.Component == "planner")];
        Assert.Equal([LlmCallStatus.ApiError, LlmCallStatus.ApiError, LlmCallStatus.Ok], calls.Take(3).Select(call => call.Status));
        Assert.Equal([1, 2, 3], calls.Take(3).Select(call => call.Attempt));
        Assert.Contains("429", calls[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal((429, "rate_limit_exceeded"), (calls[0].Error!.StatusCode, calls[0].Error!.Code));
        Assert.Null(calls[0].Reply);
        Assert.True(played.Runs[0].Success);
    }

    [Fact]
    public async Task A_server_that_never_answers_leaves_a_failed_run()
    {
        await using var server = new LocalModelServer((_, _) => new ServedReply(500, Trouble));
        using IChatClient model = Client(server);
        using Played played = await Played.AllAsync(new ProgramSettings { TaskId = "refund-damaged-s1", Model = model });

        Assert.Equal(3, server.RequestLines.Count);
        Assert.Equal(RunStatus.Failed, played.Only.Status);
        Assert.Equal("System.ClientModel.ClientResultException", played.Only.End!.Error!.Type);
        DecisionAbandoned abandoned = Assert.Single(played.Events, recorded => recorded.Is<DecisionAbandoned>()).Read<DecisionAbandoned>();
        Assert.Equal(("planner_input", "failed"), (abandoned.InputType, abandoned.Reason));
        Assert.Equal("planning", Assert.Single(played.Events, recorded => recorded.Is<EpisodeError>()).Read<EpisodeError>().Stage);
    }

    [Fact]
    public void The_environment_picks_the_model()
    {
        Assert.IsType<ScriptedChatClient>(ModelChoice.From(_ => null));
        Assert.IsType<OpenAIChatClient>(ModelChoice.From(name => name == "OPENAI_API_KEY" ? "key" : null));
        Assert.IsType<OpenAIChatClient>(ModelChoice.From(name => name == "OPENAI_BASE_URL" ? "http://127.0.0.1:1/v1" : null));
        Assert.Throws<FormatException>(() => ModelChoice.From(name => name == "OPENAI_BASE_URL" ? "here" : null));
    }

    private static OpenAIChatClient Client(LocalModelServer server) => new("local-1", "none", server.Address);

    private static IEnumerable<LlmCall> Calls(Played played) =>
        played.Events.Where(recorded => recorded.Is<LlmCall>()).Select(recorded => recorded.Read<LlmCall>());

    /// <summary>Everything but the model calls and the tools' latencies, which name their provider and their time.</summary>
    private static string Decisions(Played played) => string.Join('\n', played.Events
        .Where(recorded => recorded.Type is not ("llm_call" or "tool_result" or "operation_result"))
        .Select(recorded => $"{recorded.Type} {Encoding.UTF8.GetString(recorded.Data.Span)}"));
}
