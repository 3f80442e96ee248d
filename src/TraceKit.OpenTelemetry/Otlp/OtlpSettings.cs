namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>What a program or a command line says of an endpoint; what is null is left to the environment.</summary>
public sealed record OtlpSettings
{
    /// <summary>The address, such as <c>http://localhost:4318</c>. Default: that of the environment.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How it travels: <c>http/protobuf</c>, <c>http/json</c> or <c>grpc</c>. Default: that of the environment.</summary>
    public string? Protocol { get; init; }

    /// <summary>Headers, each <c>key=value</c>; they go before those of the environment, as they are. Default: none.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Whether to compress. Default: as the environment says.</summary>
    public bool? Gzip { get; init; }

    /// <summary>How long an attempt may take. Default: as the environment says.</summary>
    public TimeSpan? Timeout { get; init; }
}
