namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Where spans or log records go, and how.</summary>
public sealed record OtlpEndpoint
{
    /// <summary>The whole address, path included.</summary>
    public required Uri Address { get; init; }

    /// <summary>How it travels. Default: <see cref="OtlpProtocol.HttpProtobuf"/>.</summary>
    public OtlpProtocol Protocol { get; init; }

    /// <summary>Headers of each request, such as the key of a vendor. They are sent to this address alone, and never shown. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether requests are compressed with gzip. Default: false.</summary>
    public bool Gzip { get; init; }

    /// <summary>How long one attempt may take, its answer included.</summary>
    /// <value>Default: 10 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Decides the endpoint of a signal: by what is given, else by the standard variables <c>OTEL_EXPORTER_OTLP_*</c>, else by their defaults.</summary>
    /// <param name="signal">The signal; <c>OTEL_EXPORTER_OTLP_TRACES_*</c> and <c>…_LOGS_*</c> go before the general ones.</param>
    /// <param name="given">What is given in the program or on the command line. Default: nothing.</param>
    /// <param name="variable">Reads an environment variable. Default: the process's environment.</param>
    /// <remarks>
    /// Over HTTP, <c>/v1/traces</c> or <c>/v1/logs</c> is added to the general address, and to a given one that does not end so. Headers have the
    /// form <c>key=value,key2=value2</c>, with percent escapes. The variables for certificates are not supported: they are refused, not ignored.
    /// </remarks>
    /// <exception cref="OtlpException">A setting cannot be understood; the message names it, and never shows the value of a header.</exception>
    public static OtlpEndpoint Of(OtlpSignal signal, OtlpSettings? given = null, Func<string, string?>? variable = null) =>
        new Sending.EndpointSettings(signal, given ?? new OtlpSettings(), variable ?? Environment.GetEnvironmentVariable).Decide();
}
