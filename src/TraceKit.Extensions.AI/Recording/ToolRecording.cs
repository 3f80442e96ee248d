using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Recording;

/// <summary>The open decision of a tool call. What recording throws stays here.</summary>
internal sealed class ToolRecording
{
    private readonly ITraceScope _scope;
    private readonly long _start;
    private readonly Decision<ToolCall, ToolResult>? _calling;

    private ToolRecording(ITraceScope scope, RequestedToolCall call, TracedConversation? conversation)
    {
        _scope = scope;
        _calling = Guard.Get<Decision<ToolCall, ToolResult>?>(() => scope.Decide(ToolEvents.Call(call, conversation)), null);
        _start = scope.Run.Time.GetTimestamp();
        conversation?.MarkRecorded(call.Id);
    }

    public static ToolRecording Start(ITraceScope scope, RequestedToolCall call, TracedConversation? conversation) => new(scope, call, conversation);

    /// <summary>A word to count failures by.</summary>
    public static string KindOf(Exception failure) => failure is TimeoutException or OperationCanceledException ? "timeout" : "tool_failed";

    public void NotFound(ToolNotFound missing) => Guard.Run(() => _calling?.Emit(missing));

    public ToolResult Answer(ToolResult result)
    {
        ToolResult timed = result with { LatencyMs = Math.Round(_scope.Run.Time.GetElapsedTime(_start).TotalMilliseconds, 3) };
        Guard.Run(() =>
        {
            _calling?.Answer(timed);
            _calling?.Dispose();
        });
        return timed;
    }

    public void Abandon(string reason) => Guard.Run(() =>
    {
        _calling?.Abandon(reason);
        _calling?.Dispose();
    });
}
