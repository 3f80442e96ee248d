namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Times of spans, which count nanoseconds.</summary>
internal static class UnixTime
{
    /// <summary>The time, to 100 ns. Any number is within the calendar: it ends in the year 2262.</summary>
    public static DateTimeOffset Of(long unixNano) => DateTimeOffset.UnixEpoch.AddTicks(Math.Max(unixNano, 0) / 100);

    public static long Of(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) * 100;
}
