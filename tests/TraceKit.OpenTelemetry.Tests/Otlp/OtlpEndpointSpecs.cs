using TraceKit.OpenTelemetry.Otlp;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

public sealed class OtlpEndpointSpecs
{
    [Theory]
    [InlineData("", "HttpProtobuf http://localhost:4318/v1/traces | HttpProtobuf http://localhost:4318/v1/logs")]
    [InlineData("PROTOCOL=grpc", "Grpc http://localhost:4317/opentelemetry.proto.collector.trace.v1.TraceService/Export | Grpc http://localhost:4317/opentelemetry.proto.collector.logs.v1.LogsService/Export")]
    [InlineData("ENDPOINT=https://a.example/otlp", "HttpProtobuf https://a.example/otlp/v1/traces | HttpProtobuf https://a.example/otlp/v1/logs")]
    [InlineData("ENDPOINT=https://a.example/otlp/v1/traces", "HttpProtobuf https://a.example/otlp/v1/traces | HttpProtobuf https://a.example/otlp/v1/logs")]
    [InlineData("ENDPOINT=https://a.example;TRACES_ENDPOINT=https://b.example/x?y=1", "HttpProtobuf https://b.example/x?y=1 | HttpProtobuf https://a.example/v1/logs")]
    [InlineData("TRACES_PROTOCOL=http/json;TRACES_COMPRESSION=gzip;TIMEOUT=2500", "HttpJson http://localhost:4318/v1/traces gzip 2.5s | HttpProtobuf http://localhost:4318/v1/logs 2.5s")]
    [InlineData("PROTOCOL=grpc;ENDPOINT=a.example:4317", "Grpc https://a.example:4317/opentelemetry.proto.collector.trace.v1.TraceService/Export | Grpc https://a.example:4317/opentelemetry.proto.collector.logs.v1.LogsService/Export")]
    [InlineData("PROTOCOL=grpc;ENDPOINT=a.example:4317;INSECURE=true;LOGS_PROTOCOL=http/protobuf;LOGS_ENDPOINT=http://l.example/", "Grpc http://a.example:4317/opentelemetry.proto.collector.trace.v1.TraceService/Export | HttpProtobuf http://l.example/")]
    [InlineData("HEADERS=a=1, b = x%20y%2Cz;LOGS_HEADERS=c=3", "HttpProtobuf http://localhost:4318/v1/traces a:1 b:x y,z | HttpProtobuf http://localhost:4318/v1/logs c:3")]
    public void The_standard_variables_decide(string variables, string expected) =>
        Assert.Equal(expected, $"{Shown(OtlpSignal.Traces, variables)} | {Shown(OtlpSignal.Logs, variables)}");

    [Theory]
    [InlineData("ENDPOINT=nowhere", "OTEL_EXPORTER_OTLP_ENDPOINT is not an address such as http://localhost:4318")]
    [InlineData("ENDPOINT=file:///etc/passwd", "OTEL_EXPORTER_OTLP_ENDPOINT is not an address such as http://localhost:4318")]
    [InlineData("TRACES_ENDPOINT=http://me:secret@a.example", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT holds a user name or password; give it as a header: authorization=Basic …")]
    [InlineData("PROTOCOL=http", "OTEL_EXPORTER_OTLP_PROTOCOL is 'http'; there are http/protobuf, http/json and grpc")]
    [InlineData("COMPRESSION=zstd", "OTEL_EXPORTER_OTLP_COMPRESSION is 'zstd'; there are gzip and none")]
    [InlineData("TIMEOUT=10s", "OTEL_EXPORTER_OTLP_TIMEOUT is '10s'; it must be a whole number of milliseconds above 0")]
    [InlineData("HEADERS=secret", "OTEL_EXPORTER_OTLP_HEADERS is not of the form key=value (its text is not shown, as it may hold a secret)")]
    [InlineData("HEADERS=a=secret%0D%0Ab: c", "the value of header 'a' holds characters that a header cannot have")]
    [InlineData("CLIENT_KEY=/key", "OTEL_EXPORTER_OTLP_CLIENT_KEY is set, and certificates from files are not supported; add the certificate to the system's trusted ones and unset the variable")]
    public void What_cannot_be_understood_is_refused_by_name_and_no_secret_is_shown(string variables, string expected) =>
        Assert.Equal(expected, Assert.Throws<OtlpException>(() => Shown(OtlpSignal.Traces, variables)).Message);

    [Fact]
    public void What_is_given_goes_before_the_variables()
    {
        var given = new OtlpSettings { Endpoint = "http://g.example:1/", Protocol = "http/json", Headers = ["A=x%20y"], Gzip = false, Timeout = TimeSpan.FromSeconds(1) };

        Assert.Equal("HttpJson http://g.example:1/v1/logs A:x%20y b:2 1s", Shown(OtlpSignal.Logs, "LOGS_ENDPOINT=http://l.example/;HEADERS=a=1,b=2;COMPRESSION=gzip;PROTOCOL=grpc;TIMEOUT=9", given));
    }

    private static string Shown(OtlpSignal signal, string variables, OtlpSettings? given = null)
    {
        Dictionary<string, string> set = variables.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(pair => $"OTEL_EXPORTER_OTLP_{pair[..pair.IndexOf('=', StringComparison.Ordinal)]}", pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        OtlpEndpoint endpoint = OtlpEndpoint.Of(signal, given, name => set.GetValueOrDefault(name));
        return string.Join(' ',
        [
            $"{endpoint.Protocol}",
            endpoint.Address.AbsoluteUri,
            .. endpoint.Headers.Select(header => $"{header.Key}:{header.Value}"),
            .. endpoint.Gzip ? (string[])["gzip"] : [],
            .. endpoint.Timeout == TimeSpan.FromSeconds(10) ? [] : (string[])[string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{endpoint.Timeout.TotalSeconds}s")],
        ]);
    }
}
