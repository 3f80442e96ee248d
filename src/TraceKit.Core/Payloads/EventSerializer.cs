using System.Collections.Concurrent;
using System.Globalization;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>Serialises the events of one run. What code in an event's data does (throw, hang, emit events) is a reason, never an exception of the agent.</summary>
internal sealed class EventSerializer(TraceKitOptions options)
{
    /// <summary>How long a type is left alone whose code did not come to an end.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>How deep events may be emitted by the getters of events that are emitted by getters.</summary>
    private const int MaxNesting = 16;

    /// <summary>How many events this thread is serialising whose data runs code.</summary>
    [ThreadStatic]
    private static int nesting;

    private readonly ConcurrentDictionary<string, long> _hung = new(StringComparer.Ordinal);

    /// <summary>Serialises an event.</summary>
    /// <returns>Why it cannot be, or null.</returns>
    public string? Write<TEvent>(EventBuffer buffer, in EventEnvelope envelope, TEvent data, TraceEventType<TEvent> type)
    {
        if (type.Direct is { } direct && buffer.TryWrite(envelope, data, direct))
        {
            return null;
        }

        PayloadContract contract = type.Payload;
        if (contract.IsInert(data))
        {
            return WriteHere(buffer, envelope, data, type, contract);
        }

        return nesting > 0 || options.SerializationBudget == Timeout.InfiniteTimeSpan
            ? WriteNested(buffer, envelope, data, type, contract)
            : WriteElsewhere(buffer, envelope, data, type, contract);
    }

    private static string? WriteHere<TEvent>(EventBuffer buffer, in EventEnvelope envelope, TEvent data, TraceEventType<TEvent> type, PayloadContract contract)
    {
        try
        {
            buffer.Write(envelope, data, type.Json);
            if (contract.MayBreakTheLine || buffer.Replaced > 0)
            {
                buffer.ThrowIfNotStrict();
            }

            return null;
        }
        catch (Exception failure)
        {
            return LongText.Cut($"not_serializable: {failure.GetType().Name}: {ErrorDetail.From(failure).Message}", LongText.MaxReason);
        }
    }

    private static string? WriteNested<TEvent>(EventBuffer buffer, in EventEnvelope envelope, TEvent data, TraceEventType<TEvent> type, PayloadContract contract)
    {
        if (nesting >= MaxNesting)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not_serializable: emitted by the data of an event that was emitted so, {MaxNesting} times over");
        }

        nesting++;
        try
        {
            return WriteHere(buffer, envelope, data, type, contract);
        }
        finally
        {
            nesting--;
        }
    }

    private string? WriteElsewhere<TEvent>(EventBuffer buffer, EventEnvelope envelope, TEvent data, TraceEventType<TEvent> type, PayloadContract contract)
    {
        if (_hung.TryGetValue(type.Name, out long since) && options.Time.GetElapsedTime(since) < Pause)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not_serializable: not tried, the data of an event of this type timed out less than {Pause.TotalSeconds} s ago");
        }

        string? reason = null;
        switch (BudgetedThread.Run(() => reason = WriteNested(buffer, envelope, data, type, contract), options.SerializationBudget))
        {
            case BudgetedOutcome.Done:
                return reason;
            case BudgetedOutcome.TimedOut:
                buffer.Abandon();
                _hung[type.Name] = options.Time.GetTimestamp();
                return string.Create(CultureInfo.InvariantCulture, $"not_serializable: timed out after {options.SerializationBudget.TotalMilliseconds} ms");
            default:
                return "not_serializable: not tried, too many events before it have not come to an end";
        }
    }
}
