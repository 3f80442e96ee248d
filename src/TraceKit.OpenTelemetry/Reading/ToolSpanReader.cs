using TraceKit.Contract;
using TraceKit.OpenTelemetry.Conventions;
using TraceKit.Tools;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Makes a call of a tool and its result of what was understood.</summary>
internal static class ToolSpanReader
{
    public static SpanReading Read(SpanFacts facts, SpanReading reading)
    {
        ErrorDetail? error = SpanReader.ErrorOf(facts);
        string id = facts.PlaceText(GenAiField.ToolCallId) ?? facts.Span.SpanId;
        string name = facts.PlaceText(GenAiField.ToolName) ?? NameOf(facts.Span.Name);
        string? arguments = facts.Place<string>(GenAiField.ToolCallArguments, AttributeValue.Unwrapped);
        string? result = facts.Place<string>(GenAiField.ToolCallResult, AttributeValue.Unwrapped);
        bool wasTree = facts.See(GenAiField.ToolCallArguments) is { Value: not string };
        if (arguments is null && result is null)
        {
            facts.Losses.Add("content_not_captured");
        }

        return reading with
        {
            Tool = new ToolCall
            {
                CallId = id,
                Name = name,
                Arguments = arguments ?? string.Empty,
                ArgumentsForm = arguments is null ? "lost" : wasTree ? "serialized" : null,
                Conversation = reading.Conversation,
            },
            Result = !reading.HasEnded ? null : new ToolResult
            {
                CallId = id,
                Name = name,
                Ok = error is null,
                Content = error is not null && result == "null" ? string.Empty : result ?? string.Empty,
                ErrorKind = error is null ? null : KindOf(error),
                Error = error,
                LatencyMs = SpanReader.MillisecondsOf(facts.Span),
            },
        };
    }

    private static string KindOf(ErrorDetail error) =>
        error.Type.EndsWith("CanceledException", StringComparison.Ordinal) ? "cancelled"
        : error.Type.EndsWith("TimeoutException", StringComparison.Ordinal) ? "timeout"
        : "tool_error";

    private static string NameOf(string spanName) =>
        spanName.StartsWith(SpanOperations.Tool + " ", StringComparison.Ordinal) ? spanName[(SpanOperations.Tool.Length + 1)..] : spanName;
}
