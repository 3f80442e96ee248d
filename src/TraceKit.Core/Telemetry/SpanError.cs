using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.Tools;
using TraceKit.Tracing;

namespace TraceKit.Telemetry;

/// <summary>What an event says went wrong with what it ends.</summary>
internal static class SpanError
{
    /// <summary>Of a tag that every convention has: what went wrong, as a stable word.</summary>
    public const string Tag = "error.type";

    /// <summary>Stands for a failure that nobody has named.</summary>
    private const string Other = "_OTHER";

    /// <summary>The stable word of the failure, or null when the event tells of none.</summary>
    public static string? Of(ToldEvent? answer)
    {
        if (answer?.As<ToolResult>() is { Ok: false } result)
        {
            return result.ErrorKind ?? result.Error?.Type ?? Other;
        }

        if (answer?.As<DecisionAbandoned>() is { } abandoned)
        {
            return abandoned.Error?.Type ?? abandoned.Reason ?? Other;
        }

        if (answer?.As<OperationResult>() is { Error: { } error })
        {
            return error.Type;
        }

        return answer?.As<LlmCall>() is { Status: LlmCallStatus.ApiError or LlmCallStatus.Interrupted or LlmCallStatus.Error } call
            ? call.Error?.Type ?? Other
            : null;
    }
}
