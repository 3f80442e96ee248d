using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Gathers a reply, whole or update by update. It holds text and calls, not the updates themselves.</summary>
internal sealed class ReplyBuilder
{
    private readonly List<TurnBuilder> _turns = [];
    private readonly StreamedCalls _raw = new();
    private readonly UsageTally _usage = new();

    public bool HasBegun { get; private set; }

    public string? FinishReason { get; private set; }

    public string? ModelId { get; private set; }

    public string? ResponseId { get; private set; }

    public TokenUsage? Usage => _usage.Total;

    /// <summary>Takes a whole response.</summary>
    public void Add(ChatResponse response)
    {
        HasBegun = true;
        Note(response.FinishReason, response.ModelId, response.ResponseId);
        if (response.Usage is { } usage)
        {
            _usage.Add(response.ResponseId, usage);
        }

        foreach (ChatMessage message in response.Messages)
        {
            AddContents(message.Role.Value, message.AuthorName, message.Contents);
        }
    }

    /// <summary>Takes an update of a stream.</summary>
    /// <returns>Whether it holds something that the model said.</returns>
    public bool Add(ChatResponseUpdate update)
    {
        HasBegun = true;
        Note(update.FinishReason, update.ModelId, update.ResponseId);
        foreach (AIContent content in update.Contents)
        {
            if (content is UsageContent { Details: { } details })
            {
                _usage.Add(update.ResponseId, details);
            }
        }

        bool says = AddContents(update.Role?.Value ?? _turns.LastOrDefault()?.Role ?? ChatRole.Assistant.Value, update.AuthorName, update.Contents);
        if (!says)
        {
            _raw.Add(update.RawRepresentation); // what a client holds back, the fragments of calls, comes in updates that say nothing
        }

        return says;
    }

    /// <summary>The turns in order. Calls get the provider's own text where it was streamed.</summary>
    public IReadOnlyList<ChatTurn> Turns()
    {
        if (_raw.Read() is { Count: > 0 } raw)
        {
            Last(ChatRole.Assistant.Value, null).Restore(raw);
        }

        return [.. _turns.Select(turn => turn.ToTurn())];
    }

    private bool AddContents(string role, string? name, IList<AIContent> contents)
    {
        bool says = false;
        foreach (AIContent content in contents)
        {
            TurnBuilder turn = Last(role, name);
            if (content is FunctionResultContent && turn.ToolCallId is not null)
            {
                _turns.Add(turn = new TurnBuilder(role) { Name = name });
            }

            says |= turn.Add(content);
        }

        return says;
    }

    private TurnBuilder Last(string role, string? name)
    {
        if (_turns.LastOrDefault() is { } last && last.Role == role)
        {
            last.Name ??= name;
            return last;
        }

        var turn = new TurnBuilder(role) { Name = name };
        _turns.Add(turn);
        return turn;
    }

    private void Note(ChatFinishReason? finish, string? model, string? response)
    {
        FinishReason = finish?.Value ?? FinishReason;
        ModelId = model ?? ModelId;
        ResponseId = response ?? ResponseId;
    }
}
