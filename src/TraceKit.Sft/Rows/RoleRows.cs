using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.Reading;

namespace TraceKit.Sft.Rows;

/// <summary>
/// Makes one row of each answered decision of a role. Where the model's call was recorded, the row is what the model saw and said;
/// where it was not, it is the data of the input and of the answer, byte for byte.
/// </summary>
internal static class RoleRows
{
    private static readonly Dictionary<string, string> KindOfInput = new(StringComparer.Ordinal)
    {
        [PlannerInput.EventType.Name] = RowKinds.Planner,
        [ExecutorInput.EventType.Name] = RowKinds.Executor,
        [ReplannerInput.EventType.Name] = RowKinds.Replanner,
        [CriticInput.EventType.Name] = RowKinds.Critic,
    };

    /// <summary>The kind of row that an event opens, or null when it opens none.</summary>
    public static string? KindOf(RecordedEvent recorded) => KindOfInput.GetValueOrDefault(recorded.Type);

    /// <summary>Makes the row of a decision, or says why there is none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="index">What belongs to each of its decisions.</param>
    /// <param name="input">The event that opens the decision.</param>
    /// <param name="systemPrompt">The recipe's system prompt for rows whose own was not recorded, or null.</param>
    /// <param name="inChatRow">Whether replies that belong to a conversation are trained in its chat row.</param>
    /// <param name="dropped">Takes the candidate when there is no row.</param>
    public static CandidateRow? Build(
        RecordedRun run, DecisionIndex index, RecordedEvent input, string? systemPrompt, bool inChatRow, List<DroppedCandidate> dropped)
    {
        string kind = KindOfInput[input.Type];
        CandidateRow? Drop(string reason, string? detail = null)
        {
            dropped.Add(new DroppedCandidate("candidates", reason, run.RunId, input.Seq, kind, detail));
            return null;
        }

        RecordedEvent? answer = index.AnswerTo(input);
        if (answer is null)
        {
            return Drop("unanswered");
        }

        if (answer.TryRead<DecisionAbandoned>() is { } abandoned)
        {
            return Drop(index.HasParseFailure(input) ? "unreadable_output" : "abandoned", abandoned.Reason);
        }

        if (input.IsTruncated || answer.IsTruncated || input.IsIncomplete || answer.IsIncomplete)
        {
            return Drop("truncated", input.IsTruncated || input.IsIncomplete ? "the input's data was left out when it was written" : "the answer's data was left out when it was written");
        }

        if (answer.Parsed == "repaired")
        {
            return Drop("repaired_output", "code mended the reply before it could be read; the model did not write this answer");
        }

        if (IsEmpty(input))
        {
            return Drop("empty_input", "the input says nothing; a model would learn to answer without a question");
        }

        RecordedEvent? serving = index.CallFor(input);
        LlmCall? call = serving?.TryRead<LlmCall>();
        if (call?.Conversation is not null && inChatRow)
        {
            return Drop("in_chat_row", "the reply is trained in the row of its conversation");
        }

        if (call is { Conversation: null, Reply.Content: { } said } && answer.Parsed is not null && !HoldsAnswer(said, answer))
        {
            return Drop("answer_not_in_reply", "the recorded reply does not hold the answer where it says that it was found");
        }

        return call is { Conversation: null, Reply.Content: not null } && FromCall(run, kind, input, serving!, call, answer) is { } row
            ? row
            : FromData(run, kind, input, answer, systemPrompt);
    }

    private static CandidateRow? FromCall(RecordedRun run, string kind, RecordedEvent input, RecordedEvent serving, LlmCall call, RecordedEvent answer)
    {
        if (call.Request?.Messages is not { Count: > 0 } sent)
        {
            return null;
        }

        string reply = call.Reply!.Content!;
        TextSource source = TextSource.Identity(serving.Seq, "/data/reply/content");
        if (answer.Parsed is "fenced" or "substring")
        {
            (int start, int length) = answer.ParsedAt!.Value;
            source = source with { Operation = Operations.Substring, Start = start, Length = length };
            reply = reply.Substring(start, length);
        }

        return new CandidateRow
        {
            Kind = kind,
            Run = run,
            Events = [input, serving, answer],
            Messages =
            [
                .. sent.Select((turn, index) => Sent(serving.Seq, turn, index)),
                new RowMessage { Role = "assistant", Content = reply, ContentSource = source, IsTrained = true },
            ],
        };
    }

    /// <summary>Whether there is a JSON object where the answer was found: what was mended, cut or redacted since is not what the model wrote.</summary>
    private static bool HoldsAnswer(string reply, RecordedEvent answer)
    {
        (int start, int length) = answer.Parsed is "fenced" or "substring" ? answer.ParsedAt ?? (0, 0) : (0, reply.Length);
        if (start < 0 || length <= 0 || start > reply.Length - length)
        {
            return false;
        }

        try
        {
            using var found = JsonDocument.Parse(reply.AsMemory(start, length));
            return found.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            return false;
        }
    }

    public static RowMessage Sent(long seq, ChatTurn turn, int index)
    {
        string pointer = string.Create(CultureInfo.InvariantCulture, $"/data/request/messages/{index}");
        return new RowMessage
        {
            Role = turn.Role,
            Content = turn.Content,
            ContentSource = TextSource.Identity(seq, pointer + "/content"),
            Name = turn.Name,
            ToolCallId = turn.ToolCallId,
            ToolCalls = RowCalls.From(turn.ToolCalls, seq, pointer + "/tool_calls"),
        };
    }

    private static CandidateRow FromData(RecordedRun run, string kind, RecordedEvent input, RecordedEvent answer, string? systemPrompt)
    {
        List<RowMessage> messages = [];
        if (systemPrompt is not null)
        {
            messages.Add(new RowMessage { Role = "system", Content = systemPrompt, ContentSource = new TextSource(null, $"/system_prompts/{kind}", Operations.Recipe) });
        }

        messages.Add(new RowMessage { Role = "user", Content = Text(input), ContentSource = new TextSource(input.Seq, "/data", Operations.JsonText) });
        messages.Add(new RowMessage { Role = "assistant", Content = Text(answer), ContentSource = new TextSource(answer.Seq, "/data", Operations.JsonText), IsTrained = true });
        return new CandidateRow { Kind = kind, Run = run, Events = [input, answer], Messages = messages };
    }

    private static string Text(RecordedEvent recorded) => Encoding.UTF8.GetString(recorded.Data.Span);

    private static bool IsEmpty(RecordedEvent input) => input.TryRead<PlannerInput>() switch
    {
        { Goal.Length: 0, Observation.Length: 0 } => true,
        _ => input.Data.Span.SequenceEqual("{}"u8) || input.Data.Span.SequenceEqual("null"u8),
    };
}
