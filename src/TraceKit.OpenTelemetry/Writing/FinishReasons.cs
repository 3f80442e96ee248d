using TraceKit.Models;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Why the model stopped, in the words that messages have for it; the provider's own word is on the span.</summary>
internal static class FinishReasons
{
    public static string ToConvention(LlmCall call) => call.FinishReason switch
    {
        null => call.Status == LlmCallStatus.Ok ? "stop" : "error",
        "tool_calls" or "tool_use" or "function_call" => "tool_call",
        "end_turn" or "stop_sequence" or "completed" => "stop",
        "max_tokens" or "max_output_tokens" => "length",
        var word => word,
    };
}
