using System.Text.Json;
using TraceKit.Contract;
using TraceKit.ModelOutput;
using TraceKit.RunFiles;

namespace TraceKit.Telemetry;

/// <summary>An event that happens now.</summary>
internal sealed class LiveEvent<TData>(TData data, EventEnvelope envelope) : ToldEvent
    where TData : ITraceEvent<TData>
{
    private JsonElement? _data;
    private long _seq = -1;
    private WrittenData? _written;

    public override string Type => envelope.Type;

    public override int Version => envelope.Version;

    public override long Seq => _seq;

    public override int? Step => envelope.Step;

    public override string? Role => envelope.Role;

    public override string? Parsed => envelope.Parsed?.Method.ToWireName();

    public override long? Answers => envelope.Answers;

    public override string? Json => Data is { ValueKind: not JsonValueKind.Undefined } element ? element.GetRawText() : null;

    private JsonElement Data => _data ??= _written?.Read() ?? default;

    /// <summary>It is in the file, or was refused.</summary>
    /// <param name="seq">Its place; -1 when it was refused.</param>
    /// <param name="copy">Its data, where that is wanted.</param>
    public void Written(long seq, WrittenData? copy)
    {
        _seq = seq;
        _written = copy;
    }

    public override TEvent? As<TEvent>()
        where TEvent : class => data as TEvent;

    public override TEvent? Redacted<TEvent>()
        where TEvent : class
    {
        if (_written is null || data is not TEvent typed)
        {
            return null;
        }

        if (!_written.IsRedacted)
        {
            return typed;
        }

        return Data.ValueKind == JsonValueKind.Undefined ? null : JsonSerializer.Deserialize(Data, TEvent.EventType.Json);
    }
}
