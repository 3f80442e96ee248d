namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>How OTLP travels.</summary>
public enum OtlpProtocol
{
    /// <summary>Protobuf over HTTP, <c>http/protobuf</c>.</summary>
    HttpProtobuf,

    /// <summary>JSON over HTTP, <c>http/json</c>.</summary>
    HttpJson,

    /// <summary>gRPC, <c>grpc</c>.</summary>
    Grpc,
}
