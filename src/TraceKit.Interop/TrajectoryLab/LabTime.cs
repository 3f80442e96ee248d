using System.Text.Json;
using TraceKit.Interop.Importing.Episodes;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>A time of the source: milliseconds since 1970, or ISO 8601 text.</summary>
/// <param name="Value">The time.</param>
/// <param name="IsExact">Whether the time says all that the source said: whole milliseconds, written as a number.</param>
internal readonly record struct LabTime(DateTimeOffset Value, bool IsExact)
{
    private static readonly decimal First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly decimal Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads a time; null when the value is none.</summary>
    public static LabTime? Read(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text when EpisodeTime.Read(text.GetString()) is { } time => new LabTime(time, IsExact: false),
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out decimal ms) && ms >= First && ms <= Last =>
            new LabTime(DateTimeOffset.UnixEpoch.AddTicks((long)(ms * TimeSpan.TicksPerMillisecond)), number.TryGetInt64(out _)),
        _ => null,
    };
}
