using System.Text.Json;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Tools;

namespace PlanAndAct.Tests;

public sealed class ConversationSpecs
{
    [Fact]
    public async Task Each_request_of_the_executor_is_the_chat_that_the_events_before_it_tell()
    {
        using Played played = await Played.AllAsync();
        int compared = 0;

        foreach (RecordedRun run in played.Recorded)
        {
            var chat = new List<ChatTurn>();
            foreach (RecordedEvent recorded in run.Events)
            {
                if (recorded.TryRead<LlmCall>() is { Conversation: "executor" } call)
                {
                    Assert.Equal(Text(chat), Text(call.Request!.Messages!));
                    compared++;
                }

                chat.AddRange(TurnsOf(recorded, run));
            }
        }

        Assert.True(compared > 50);
    }

    private static IEnumerable<ChatTurn> TurnsOf(RecordedEvent recorded, RecordedRun run)
    {
        if (recorded.TryRead<Message>() is { Conversation: "executor" } message)
        {
            yield return new ChatTurn { Role = message.Role, Content = message.Content };
        }
        else if (recorded.TryRead<LlmCall>() is { Conversation: "executor", Reply: { } reply })
        {
            yield return reply;
        }
        else if (recorded.TryRead<ToolResult>() is { } result && run.Events[(int)recorded.Answers!].Read<ToolCall>().Conversation == "executor")
        {
            yield return new ChatTurn { Role = "tool", Content = result.Content, ToolCallId = result.CallId };
        }
    }

    private static string Text(IEnumerable<ChatTurn> chat) => string.Join('\n', chat.Select(turn => JsonSerializer.Serialize(turn)));
}
