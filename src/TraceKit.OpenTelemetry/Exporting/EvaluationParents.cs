using OpenTelemetry;
using OpenTelemetry.Logs;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>Puts log records of labels under the span that they judge, which has ended and cannot be current any more.</summary>
internal sealed class EvaluationParents : BaseProcessor<LogRecord>
{
    private static readonly AsyncLocal<EvaluationRecord?> Current = new();

    /// <summary>Logs a label, so that the record is found under its span.</summary>
    public static void Log(EvaluationRecord evaluation, Action log)
    {
        EvaluationRecord? before = Current.Value;
        Current.Value = evaluation;
        try
        {
            log();
        }
        finally
        {
            Current.Value = before;
        }
    }

    public override void OnEnd(LogRecord data)
    {
        if (Current.Value is { } evaluation)
        {
            data.TraceId = evaluation.About.TraceId;
            data.SpanId = evaluation.About.SpanId;
            data.TraceFlags = evaluation.About.TraceFlags;
        }
    }
}
