namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>How much of a foreign file is taken at once, and how deep it may go.</summary>
internal static class OtlpLimits
{
    /// <summary>The longest line, or document over several lines. The protocol's own limit of a request is 64 MiB of protobuf.</summary>
    public const int MessageBytes = 256 * 1024 * 1024;

    /// <summary>The deepest nesting of lists and maps in one value.</summary>
    public const int ValueDepth = 64;

    /// <summary>The deepest nesting of JSON: each level of a map takes four of it.</summary>
    public const int JsonDepth = (ValueDepth * 4) + 32;
}
