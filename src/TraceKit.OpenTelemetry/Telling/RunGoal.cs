using TraceKit.OpenTelemetry.Reading;

namespace TraceKit.OpenTelemetry.Telling;

/// <summary>What a run was to achieve, where only its spans are known: the first words of a user, else nothing.</summary>
internal static class RunGoal
{
    public static string? Of(IEnumerable<SpanReading> spans) =>
        spans.SelectMany(span => span.Call?.Request?.Messages ?? []).FirstOrDefault(turn => turn is { Role: "user", Content.Length: > 0 })?.Content;
}
