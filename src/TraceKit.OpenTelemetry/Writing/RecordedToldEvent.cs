using System.Text;
using TraceKit.Reading;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>An event that lies in a file: redaction has passed over it.</summary>
internal sealed class RecordedToldEvent(RecordedEvent recorded) : ToldEvent
{
    private object? _typed;

    public override string Type => recorded.Type;

    public override int Version => recorded.Version;

    public override long Seq => recorded.Seq;

    public override int? Step => recorded.Step;

    public override string? Role => recorded.Role;

    public override string? Parsed => recorded.Parsed;

    public override long? Answers => recorded.Answers;

    public override string? Json => recorded.IsTruncated || recorded.IsIncomplete ? null : Encoding.UTF8.GetString(recorded.Data.Span);

    public override TEvent? As<TEvent>()
        where TEvent : class =>
        _typed is TEvent typed ? typed : recorded.TryRead<TEvent>() is { } read ? (TEvent)(_typed = read) : null;

    public override TEvent? Redacted<TEvent>()
        where TEvent : class => As<TEvent>();
}
