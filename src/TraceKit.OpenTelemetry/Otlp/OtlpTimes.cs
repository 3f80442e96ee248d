namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Times on the wire.</summary>
internal static class OtlpTimes
{
    /// <summary>OTLP has no time before 1970, so such a time becomes 0, which says that it is not known.</summary>
    public static long ToWire(long nanoseconds) => Math.Max(0, nanoseconds);
}
