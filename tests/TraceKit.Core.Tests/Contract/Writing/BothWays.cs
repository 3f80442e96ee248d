using System.Text;
using TraceKit.Contract;
using TraceKit.Contract.Writing;
using TraceKit.RunFiles;

namespace TraceKit.Core.Tests.Contract.Writing;

/// <summary>An event as generated code writes it and as the serializer does.</summary>
/// <param name="Direct">Of generated code; null when it left the event to the serializer.</param>
/// <param name="Serialized">Of the serializer; null when it refused.</param>
/// <param name="HasWriter">Whether there is generated code that knows the contract.</param>
internal sealed record BothWays(string? Direct, string? Serialized, bool HasWriter)
{
    public static BothWays Of<TEvent>(TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        var envelope = new EventEnvelope { Type = TEvent.EventType.Name, Version = 1, Step = 3, Role = "röle \"\n\ud800", ParentSpanId = "00f067aa0ba902b7" };
        DirectPath<TEvent>? path = TEvent.EventType.Direct;
        return new BothWays(path is null ? null : ByCode(envelope, data, path), BySerializer(envelope, data), path is not null);
    }

    private static string? ByCode<TEvent>(in EventEnvelope envelope, TEvent data, DirectPath<TEvent> path)
    {
        using EventBuffer buffer = EventBuffer.Rent();
        return buffer.TryWrite(envelope, data, path) ? $"{Encoding.UTF8.GetString(buffer.Object.WrittenSpan)} {buffer.Data}" : null;
    }

    private static string? BySerializer<TEvent>(in EventEnvelope envelope, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        using EventBuffer buffer = EventBuffer.Rent();
        try
        {
            buffer.Write(envelope, data, TEvent.EventType.Json);
            return $"{Encoding.UTF8.GetString(buffer.Object.WrittenSpan)} {buffer.Data}";
        }
        catch (Exception)
        {
            return null;
        }
    }
}
