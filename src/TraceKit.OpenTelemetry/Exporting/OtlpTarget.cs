using OpenTelemetry.Exporter;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>Where spans and metrics go. What it does not say, the <c>OTEL_EXPORTER_OTLP_*</c> variables and the exporter's defaults say.</summary>
public sealed class OtlpTarget
{
    /// <summary>Address of the collector, without the path of a signal: <c>http://localhost:4317</c> for gRPC, <c>http://localhost:4318</c> for HTTP.</summary>
    /// <value>Default: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, else the exporter's.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>How it is sent.</summary>
    /// <value>Default: <c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, else the exporter's.</value>
    public OtlpExportProtocol? Protocol { get; set; }

    /// <summary>Headers of each request, such as a key; neither written nor logged.</summary>
    /// <value>Default: <c>OTEL_EXPORTER_OTLP_HEADERS</c>, when there is none here.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a request may take.</summary>
    /// <value>Default: <c>OTEL_EXPORTER_OTLP_TIMEOUT</c>, else the exporter's.</value>
    public TimeSpan? Timeout { get; set; }
}
