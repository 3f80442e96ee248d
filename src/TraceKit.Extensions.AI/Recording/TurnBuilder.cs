using System.Text;
using Microsoft.Extensions.AI;
using TraceKit.Models;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>Puts a turn together, content by content, as they come.</summary>
internal sealed class TurnBuilder(string role)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<RequestedToolCall> _calls = [];
    private readonly List<ContentPart> _parts = [];
    private bool _hasText;

    public string Role => role;

    public string? Name { get; set; }

    public string? ToolCallId { get; private set; }

    public IReadOnlyList<RequestedToolCall> Calls => _calls;

    /// <summary>Takes a content.</summary>
    /// <returns>Whether it is something that the model or the caller said.</returns>
    public bool Add(AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                _text.Append(text.Text);
                _hasText = true;
                return text.Text.Length > 0;
            case TextReasoningContent reasoning:
                _reasoning.Append(reasoning.Text);
                return !string.IsNullOrEmpty(reasoning.Text);
            case FunctionCallContent call:
                _calls.Add(RawArguments.ToCall(call));
                return true;
            case FunctionResultContent result:
                ToolCallId = result.CallId;
                _text.Append(ToolText.AsSent(result.Result));
                _hasText = true;
                return true;
            case UsageContent:
                return false;
            default:
                _parts.Add(ContentParts.Describe(content, _text.Length));
                return true;
        }
    }

    /// <summary>Puts the provider's own text in the place of arguments that were parsed and written again, and adds the calls of a cut stream.</summary>
    public void Restore(IReadOnlyList<RequestedToolCall> raw)
    {
        foreach (RequestedToolCall call in raw)
        {
            int at = _calls.FindIndex(known => known.Id == call.Id && known.Name == call.Name);
            if (at < 0)
            {
                _calls.Add(call);
            }
            else if (_calls[at].ArgumentsForm is not null)
            {
                _calls[at] = call;
            }
        }
    }

    public ChatTurn ToTurn() => new()
    {
        Role = role,
        Content = _text.Length > 0 || (_hasText && _calls.Count == 0) ? _text.ToString() : null,
        Name = Name,
        ToolCalls = _calls.Count > 0 ? [.. _calls] : null,
        ToolCallId = ToolCallId,
        Reasoning = _reasoning.Length > 0 ? _reasoning.ToString() : null,
        Parts = _parts.Count > 0 ? [.. _parts] : null,
    };
}
