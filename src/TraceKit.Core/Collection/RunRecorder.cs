using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Collection;

/// <summary>Stands between a run's typed events and its file: serialises, bounds, redacts, writes, and never lets an error of these into the agent.</summary>
internal sealed partial class RunRecorder(string runId, RunFileWriter writer, TraceKitOptions options, ILogger logger, Action<RunRecorder> ended)
{
    private int _reported;

    public string? Path => writer.Path;

    public TraceIds Ids => options.Ids;

    public TimeProvider Time => options.Time;

    public long Write<TEvent>(in EventEnvelope envelope, TEvent data, JsonTypeInfo<TEvent> contract)
    {
        using EventBuffer buffer = EventBuffer.Rent();
        bool truncated = false;
        string? rejection = Serialize(buffer, envelope, data, contract);
        if (rejection is null && buffer.Object.Length > options.MaxEventBytes)
        {
            truncated = true;
            buffer.WriteTruncated(envelope);
            rejection = buffer.Object.Length > RunFormat.MaxRecordBytes ? "not_serializable: role or origin is too long for a line" : null;
        }

        if (rejection is not null)
        {
            writer.Reject(envelope.Type, rejection);
            LogRejected(logger, runId, envelope.Type, rejection);
            return -1;
        }

        ReadOnlySpan<byte> members = writer.Redact(buffer.Object, buffer.Redacted) ? buffer.Redacted.WrittenSpan : buffer.Object;
        return writer.Append(envelope.Type, members, truncated) switch
        {
            RunFileWriter.AfterEnd => Late(envelope.Type),
            >= 0 and var seq => seq,
            _ => Refused(envelope.Type),
        };
    }

    public bool Flush() => writer.Flush();

    public void HandOver() => writer.HandOver();

    public void End(RunOutcome outcome)
    {
        try
        {
            writer.Seal(outcome);
        }
        catch (IOException failure)
        {
            LogSealFailed(logger, runId, failure);
        }

        writer.Dispose();
        ended(this);
    }

    /// <summary>Runs the user's getters and converters; whatever they throw is a reason, not an exception of the agent.</summary>
    private static string? Serialize<TEvent>(EventBuffer buffer, in EventEnvelope envelope, TEvent data, JsonTypeInfo<TEvent> contract)
    {
        try
        {
            buffer.Write(envelope, data, contract);
            return null;
        }
        catch (Exception failure)
        {
            return LongText.Cut($"not_serializable: {failure.GetType().Name}: {ErrorDetail.From(failure).Message}", LongText.MaxReason);
        }
    }

    private long Late(string type)
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
        {
            LogLate(logger, runId, type);
        }

        return -1;
    }

    private long Refused(string type)
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
        {
            LogDropped(logger, runId, type, writer.LastError);
        }

        return options.OnWriteFailure == WriteFailurePolicy.Throw
            ? throw new IOException($"Run {runId}: the event '{type}' was not written (error {writer.LastError}); it is counted as dropped.")
            : -1;
    }

    [LoggerMessage(1, LogLevel.Error, "Run {RunId}: the disk refused an event of type {EventType} (error {Error}). The run goes on; what is lost is counted and recorded as a gap.")]
    private static partial void LogDropped(ILogger logger, string runId, string eventType, int error);

    [LoggerMessage(2, LogLevel.Error, "Run {RunId}: an event of type {EventType} was rejected: {Reason}.")]
    private static partial void LogRejected(ILogger logger, string runId, string eventType, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Run {RunId} has ended: an event of type {EventType} came after the end and is not in the file.")]
    private static partial void LogLate(ILogger logger, string runId, string eventType);

    [LoggerMessage(3, LogLevel.Error, "Run {RunId} could not be sealed; 'tracekit recover' seals it later.")]
    private static partial void LogSealFailed(ILogger logger, string runId, Exception failure);
}
