namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>How an <see cref="OtlpSender"/> sends.</summary>
public sealed record OtlpSenderOptions
{
    /// <summary>Where spans go.</summary>
    public required OtlpEndpoint Traces { get; init; }

    /// <summary>Where log records go. Default: nowhere; giving some is then an error.</summary>
    public OtlpEndpoint? Logs { get; init; }

    /// <summary>The most spans or log records of a request.</summary>
    /// <value>Default: 512.</value>
    public int BatchItems { get; init; } = 512;

    /// <summary>The size that a request is filled up to; a single span may be larger.</summary>
    /// <value>Default: 3 MiB, as many gRPC servers take 4 MiB.</value>
    public int BatchBytes { get; init; } = 3 * 1024 * 1024;

    /// <summary>The most bytes of a request before it is compressed; a span that is larger alone is not sent, and reported by its address.</summary>
    /// <value>Default: 64 MiB, the limit of OTLP exporters.</value>
    public int MaxRequestBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often a request is sent at most, when it could not be delivered or the server asked for another time.</summary>
    /// <value>Default: 6.</value>
    public int Attempts { get; init; } = 6;

    /// <summary>The wait after the first attempt; it doubles with each, give or take a fifth.</summary>
    /// <value>Default: 1 second.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, also where a server asks for more.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told after each request.</summary>
    /// <value>Default: nobody is told.</value>
    public IProgress<OtlpReport>? Progress { get; init; }

    /// <summary>The clock of waits and timeouts.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
