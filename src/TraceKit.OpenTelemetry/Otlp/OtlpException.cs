namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Something cannot be written or sent as OTLP; the message says what, and what to do.</summary>
public sealed class OtlpException(string message) : Exception(message)
{
    internal static void ThrowIfTooDeep(int depth)
    {
        if (depth > OtlpLimits.ValueDepth)
        {
            throw new OtlpException($"a value of an attribute is nested deeper than {OtlpLimits.ValueDepth}; record it as a JSON text");
        }
    }
}
