using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.RunFiles;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The words of the run file, for attributes.</summary>
internal static class Words
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Aborted => "aborted",
        _ => "running",
    };

    public static string Of(SuccessSource source) => source switch
    {
        SuccessSource.SelfReported => "self_reported",
        SuccessSource.Environment => "environment",
        SuccessSource.Tests => "tests",
        SuccessSource.Judge => "judge",
        SuccessSource.Human => "human",
        _ => "reward",
    };

    public static string Of(LlmCallStatus status) => status switch
    {
        LlmCallStatus.Ok => "ok",
        LlmCallStatus.ParseError => "parse_error",
        LlmCallStatus.ApiError => "api_error",
        LlmCallStatus.Interrupted => "interrupted",
        _ => "error",
    };
}
