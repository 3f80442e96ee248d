using System.Globalization;
using OpenTelemetry.Exporter;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>One signal of OTLP: its path over HTTP and its variables.</summary>
/// <param name="Path">The path after the endpoint, such as <c>v1/traces</c>.</param>
/// <param name="Variable">How its own variables begin, such as <c>OTEL_EXPORTER_OTLP_TRACES_</c>.</param>
internal sealed record OtlpSignal(string Path, string Variable)
{
    public static OtlpSignal Traces { get; } = new("v1/traces", "OTEL_EXPORTER_OTLP_TRACES_");

    public static OtlpSignal Metrics { get; } = new("v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_");

    public static OtlpSignal Logs { get; } = new("v1/logs", "OTEL_EXPORTER_OTLP_LOGS_");

    /// <summary>Options of the exporter: of the target, else of the signal's variables, else of the general ones, which the exporter reads itself.</summary>
    public OtlpExporterOptions Options(OtlpTarget target)
    {
        var options = new OtlpExporterOptions();
        if ((target.Protocol ?? Protocol(Read("PROTOCOL"))) is { } protocol)
        {
            options.Protocol = protocol;
        }

        if (target.Endpoint is { } endpoint)
        {
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{Path}") : endpoint;
        }
        else if (Uri.TryCreate(Read("ENDPOINT"), UriKind.Absolute, out Uri? own))
        {
            options.Endpoint = own;
        }

        if (target.Headers.Count > 0)
        {
            options.Headers = string.Join(',', target.Headers.Select(header => $"{header.Key}={Uri.EscapeDataString(header.Value)}"));
        }
        else if (target.Endpoint is null && Read("HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (target.Timeout is { } timeout)
        {
            options.TimeoutMilliseconds = (int)timeout.TotalMilliseconds;
        }
        else if (int.TryParse(Read("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
        {
            options.TimeoutMilliseconds = milliseconds;
        }

        return options;
    }

    private string? Read(string name) => Environment.GetEnvironmentVariable(Variable + name) is { Length: > 0 } value ? value : null;

    private static OtlpExportProtocol? Protocol(string? name) => name?.Trim() switch
    {
        "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => null,
    };
}
