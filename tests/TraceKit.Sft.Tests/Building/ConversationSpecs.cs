using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using TraceKit.Tools;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

public sealed class ConversationSpecs
{
    [Fact]
    public void A_reply_that_could_not_be_used_is_context_and_is_not_trained_where_the_target_can_say_so()
    {
        using var folder = new TempFolder();
        Talk(folder["runs"], User("Hi"), Reply("Hello."), User("Plan!"), Reply("{oops", LlmCallStatus.ParseError), User("That was no JSON."), Reply("{}."));

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe { Format = "openai" });

        JsonElement[] messages = [.. Assert.Single(Stored.Rows(folder["ds"])).GetProperty("messages").EnumerateArray()];
        Assert.Equal(6, messages.Length);
        Assert.Equal([false, false, false, true, false, false], messages.Select(message => message.TryGetProperty("weight", out JsonElement weight) && weight.GetInt32() == 0));
        Assert.Equal((6, 6), (result.Stage("turns").In, result.Stage("turns").Out));
        Assert.True(DatasetAudit.Audit(folder["ds"]).IsProved);
    }

    [Fact]
    public void Where_the_target_cannot_say_it_the_row_ends_before_that_reply_and_the_rest_is_booked()
    {
        using var folder = new TempFolder();
        Talk(folder["runs"], User("Hi"), Reply("Hello."), User("Plan!"), Reply("{oops", LlmCallStatus.ParseError), User("That was no JSON."), Reply("{}."));

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe { Format = "trl" });

        Assert.Equal(2, Assert.Single(Stored.Rows(folder["ds"])).GetProperty("messages").GetArrayLength());
        Assert.Equal(4, result.Stage("turns").Dropped["not_expressible"]);
        Assert.All(result.Report.Balance, stage => Assert.True(stage.Holds, stage.Stage));
    }

    [Fact]
    public void When_the_model_was_simply_asked_once_more_the_failed_reply_is_no_part_of_the_conversation()
    {
        using var folder = new TempFolder();
        Talk(folder["runs"], User("Plan!"), Reply("{oops", LlmCallStatus.ParseError), Reply("{}."));

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(["Plan!", "{}."], Assert.Single(Stored.Rows(folder["ds"])).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()));
        Assert.Equal(1, result.Stage("turns").Dropped["failed_attempt"]);
    }

    [Fact]
    public void A_conversation_that_is_not_what_the_model_was_sent_gives_no_row()
    {
        using var folder = new TempFolder();
        Talk(folder["runs"], User("Hi"), Reply("Hello.", sent: [new ChatTurn { Role = "user", Content = "Something else" }]));

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(1, result.Stage("candidates").Dropped["history_differs"]);
        Assert.Equal(2, result.Stage("turns").Dropped["history_differs"]);
        Assert.True(result.IsRefused);
    }

    [Fact]
    public void Calls_and_their_results_are_turns_in_the_order_of_the_events()
    {
        using var folder = new TempFolder();
        using (TraceRun run = Runs.Start(folder["runs"], "a", "t"))
        {
            run.Emit(User("Where is my order?")());
            run.Emit(new LlmCall
            {
                Component = "agent",
                Conversation = "main",
                Status = LlmCallStatus.Ok,
                Reply = new ChatTurn { Role = "assistant", ToolCalls = [new RequestedToolCall { Id = "c1", Name = "find", Arguments = "{}" }, new RequestedToolCall { Id = "c2", Name = "find", Arguments = "{}" }] },
            });
            foreach (string id in new[] { "c1", "c2" })
            {
                run.Decide(new ToolCall { CallId = id, Name = "find", Arguments = "{}", Conversation = "main" })
                    .Answer(new ToolResult { CallId = id, Name = "find", Ok = true, Content = "found " + id });
            }

            run.Emit(new LlmCall { Component = "agent", Conversation = "main", Status = LlmCallStatus.Ok, Reply = new ChatTurn { Role = "assistant", Content = "It is here." } });
            run.Emit(User("Thanks!")());
            run.Complete(success: true, SuccessSource.Human);
        }

        BuildResult result = DatasetBuilder.Build(folder["runs"], folder["ds"], new SftRecipe());

        Assert.Equal(
            ["user", "assistant", "tool", "tool", "assistant"],
            Assert.Single(Stored.Rows(folder["ds"])).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(1, result.Stage("turns").Dropped["after_last_reply"]);
        Assert.True(DatasetAudit.Audit(folder["ds"]).IsProved);
    }

    private static void Talk(string root, params Func<object>[] turns)
    {
        using TraceRun run = Runs.Start(root, "a", "t");
        foreach (Func<object> turn in turns)
        {
            _ = turn() is Message message ? run.Emit(message) : run.Emit((LlmCall)turn());
        }

        run.Complete(success: true, SuccessSource.Environment);
    }

    private static Func<Message> User(string text) => () => new Message { Conversation = "main", Role = "user", Content = text };

    private static Func<LlmCall> Reply(string text, LlmCallStatus status = LlmCallStatus.Ok, IReadOnlyList<ChatTurn>? sent = null) => () => new LlmCall
    {
        Component = "agent",
        Conversation = "main",
        Status = status,
        Request = sent is null ? null : new LlmRequest { Messages = sent },
        Reply = new ChatTurn { Role = "assistant", Content = text },
    };
}
