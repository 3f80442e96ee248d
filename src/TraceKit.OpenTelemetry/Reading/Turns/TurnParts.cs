using System.Text;
using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Reading.Turns;

/// <summary>Puts the parts of one message together.</summary>
internal sealed class TurnParts(string role)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<RequestedToolCall> _calls = [];
    private readonly List<ContentPart> _parts = [];
    private readonly List<ChatTurn> _results = [];
    private bool _hasText;

    public string? Name { get; init; }

    public string? ToolCallId { get; init; }

    public int Length => _text.Length;

    public void Say(string text)
    {
        _text.Append(text);
        _hasText = true;
    }

    public void Reason(string? text) => _reasoning.Append(text);

    public void Call(RequestedToolCall call) => _calls.Add(call);

    public void Hold(ContentPart part) => _parts.Add(part);

    public void Answer(string callId, string? name, string content) =>
        _results.Add(new ChatTurn { Role = "tool", ToolCallId = callId, Name = name, Content = content });

    /// <summary>The turn, unless the message holds nothing but results of tools, and then the results.</summary>
    public IEnumerable<ChatTurn> ToTurns()
    {
        bool isEmpty = _text.Length == 0 && _reasoning.Length == 0 && _calls.Count == 0 && _parts.Count == 0;
        return isEmpty && _results.Count > 0
            ? _results
            : [new ChatTurn
            {
                Role = role,
                Content = _hasText ? _text.ToString() : null,
                Name = Name,
                ToolCallId = ToolCallId,
                ToolCalls = _calls.Count > 0 ? _calls : null,
                Reasoning = _reasoning.Length > 0 ? _reasoning.ToString() : null,
                Parts = _parts.Count > 0 ? _parts : null,
            }, .. _results];
    }
}
