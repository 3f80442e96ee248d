using System.Text.Json;
using Microsoft.Extensions.Logging;
using TraceKit.Contract;
using TraceKit.Payloads;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.Collection;

/// <summary>Stands between a run's typed events and its file: serialises, bounds, redacts, writes, and never lets an error of these into the agent.</summary>
internal sealed partial class RunRecorder(
    string runId, RunFileWriter writer, TraceKitOptions options, ILogger logger, Action<RunRecorder> ended, Action<RunRecorder> unsealed)
{
    private readonly EventSerializer _serializer = new(options);
    private readonly PayloadPacker _packer = new(options, () => options.NewFile is null ? writer.Path : null);
    private int _reported;
    private RunOutcome? _unsealed;

    /// <summary>Full path of the file, or null when there is none on disk.</summary>
    public string? Path => options.NewFile is null ? writer.Path : null;

    /// <summary>What works beside the run.</summary>
    public RunCompanions Companions { get; init; } = RunCompanions.None;

    public TraceIds Ids => options.Ids;

    public TimeProvider Time => options.Time;

    public LossRecord Loss => writer.Loss;

    /// <summary>Writes an event.</summary>
    /// <param name="envelope">What is said about it.</param>
    /// <param name="data">The event.</param>
    /// <param name="type">Its type.</param>
    /// <param name="copy">Takes what is written of it. Default: nobody wants that.</param>
    /// <returns>Its place; -1 when it is not in the file.</returns>
    public long Write<TEvent>(in EventEnvelope envelope, TEvent data, TraceEventType<TEvent> type, WrittenData? copy = null)
    {
        using EventBuffer buffer = EventBuffer.Rent();
        if (_serializer.Write(buffer, envelope, data, type) is { } rejection)
        {
            return Rejected(type.Name, rejection);
        }

        bool truncated = buffer.Object.WrittenCount > RunFormat.MaxPayloadBytes;
        if (truncated)
        {
            buffer.WriteTruncated(envelope);
        }

        EventBytes members = writer.Redact(buffer.Object.WrittenSpan, buffer.Unchecked, buffer.Redacted) ? buffer.Redacted : buffer.Object;
        copy?.Take(members.WrittenSpan, redacted: buffer.Redacted.WrittenCount > 0);
        PackedEvent packed = default;
        if (!truncated && _packer.Concerns(members.WrittenCount, type.Histories))
        {
            packed = _packer.Pack(type.Name, type.Histories, members.WrittenSpan, buffer.Packed);
            members = buffer.Packed.WrittenCount > 0 ? buffer.Packed : members;
        }

        return members.WrittenCount <= RunFormat.MaxRecordBytes
            ? Append(type.Name, members, truncated || packed.IsTruncated, packed)
            : Rejected(type.Name, "not_serializable: role or origin is too long for a line");
    }

    /// <summary>An event as the file has it.</summary>
    /// <param name="data">The event.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The same instance when it holds no secret; null when what is left without them is no event of its type, or it cannot be serialised.</returns>
    public TEvent? WithoutSecrets<TEvent>(TEvent data, TraceEventType<TEvent> type)
        where TEvent : class
    {
        using EventBuffer buffer = EventBuffer.Rent();
        if (_serializer.Write(buffer, new EventEnvelope { Type = type.Name, Version = type.Version }, data, type) is not null)
        {
            return null;
        }

        if (!writer.RedactCopy(buffer.Object.WrittenSpan, buffer.Redacted))
        {
            return data;
        }

        try
        {
            ReadOnlySpan<byte> members = buffer.Redacted.WrittenSpan;
            return JsonPlace.Find(members, "/data") is { } place ? JsonSerializer.Deserialize(members.Slice(place.Start, place.Length), type.Json) : null;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null; // such as a mark where a number stood
        }
    }

    /// <summary>A text for people without its secrets.</summary>
    public string WithoutSecrets(string text) => writer.RedactText(text);

    public bool Flush() => _packer.Flush() && writer.Flush();

    public void HandOver() => writer.HandOver();

    public void Lose(string type, string reason) => Rejected(type, reason);

    /// <summary>Ends the run. One that the disk does not let be sealed stays open for <see cref="EndAgain"/>.</summary>
    public void End(RunOutcome outcome)
    {
        try
        {
            writer.Seal(outcome);
            Close();
        }
        catch (IOException failure)
        {
            LogSealFailed(logger, runId, failure);
            Volatile.Write(ref _unsealed, outcome);
            unsealed(this);
        }
    }

    /// <summary>Tries again to seal a run that the disk did not let be sealed when it ended.</summary>
    /// <returns>Whether it is sealed, or was not waiting for that.</returns>
    public bool EndAgain()
    {
        if (Interlocked.Exchange(ref _unsealed, null) is not { } outcome)
        {
            return true;
        }

        if (writer.SealAgain(outcome))
        {
            Close();
            return true;
        }

        Volatile.Write(ref _unsealed, outcome);
        return false;
    }

    /// <summary>Closes the file of a run that could not be sealed; recovery seals it.</summary>
    public void GiveUp()
    {
        if (Interlocked.Exchange(ref _unsealed, null) is not null)
        {
            Close();
        }
    }

    private void Close()
    {
        writer.Dispose();
        ended(this);
    }

    private long Append(string type, EventBytes members, bool truncated, in PackedEvent packed)
    {
        long seq = writer.Append(type, members, truncated);
        if (seq >= 0)
        {
            _packer.Written(packed, seq);
            return seq;
        }

        return seq == RunFileWriter.AfterEnd ? Late(type) : Refused(type);
    }

    private long Rejected(string type, string reason)
    {
        writer.Reject(type, reason);
        if (logger.IsEnabled(LogLevel.Error))
        {
            LogRejected(logger, runId, type, writer.RedactText(reason)); // it quotes what the user's code threw
        }


        return -1;
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

    [LoggerMessage(3, LogLevel.Error, "Run {RunId} could not be sealed. It is tried again when the next run starts and when the collector is disposed; after that 'tracekit recover' seals it as aborted.")]
    private static partial void LogSealFailed(ILogger logger, string runId, Exception failure);
}
