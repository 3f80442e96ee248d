using System.Globalization;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Decides an endpoint by what is given and by the standard variables.</summary>
internal sealed class EndpointSettings(OtlpSignal signal, OtlpSettings given, Func<string, string?> variable)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] Certificates = ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"];

    private string Part => signal == OtlpSignal.Traces ? "TRACES_" : "LOGS_";

    private string HttpPath => signal == OtlpSignal.Traces ? "v1/traces" : "v1/logs";

    private string RpcPath => $"opentelemetry.proto.collector.{(signal == OtlpSignal.Traces ? "trace" : "logs")}.v1.{(signal == OtlpSignal.Traces ? "Trace" : "Logs")}Service/Export";

    public OtlpEndpoint Decide()
    {
        foreach (string certificate in Certificates)
        {
            if (Variable(certificate) is ({ Length: > 0 }, var name))
            {
                throw new OtlpException($"{name} is set, and certificates from files are not supported; add the certificate to the system's trusted ones and unset the variable");
            }
        }

        OtlpProtocol protocol = Protocol();
        return new OtlpEndpoint
        {
            Protocol = protocol,
            Address = Address(protocol),
            Headers = Headers(),
            Gzip = given.Gzip ?? Gzip(),
            Timeout = given.Timeout ?? Timeout(),
        };
    }

    /// <summary>The variable of the signal, else the general one, with its name.</summary>
    private (string? Value, string Name) Variable(string name)
    {
        string own = $"{Prefix}{Part}{name}";
        string general = $"{Prefix}{name}";
        return variable(own) is { Length: > 0 } value ? (value.Trim(), own) : (variable(general)?.Trim(), general);
    }

    private OtlpProtocol Protocol()
    {
        (string? value, string name) = given.Protocol is { } protocol ? (protocol, "the protocol") : Variable("PROTOCOL");
        return value switch
        {
            null or "" or "http/protobuf" => OtlpProtocol.HttpProtobuf,
            "http/json" => OtlpProtocol.HttpJson,
            "grpc" => OtlpProtocol.Grpc,
            _ => throw new OtlpException($"{name} is '{value}'; there are http/protobuf, http/json and grpc"),
        };
    }

    private bool Gzip() => Variable("COMPRESSION") switch
    {
        (null or "" or "none", _) => false,
        ("gzip", _) => true,
        var (value, name) => throw new OtlpException($"{name} is '{value}'; there are gzip and none"),
    };

    private TimeSpan Timeout()
    {
        (string? value, string name) = Variable("TIMEOUT");
        return value switch
        {
            null or "" => TimeSpan.FromSeconds(10),
            _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) && milliseconds > 0 => TimeSpan.FromMilliseconds(milliseconds),
            _ => throw new OtlpException($"{name} is '{value}'; it must be a whole number of milliseconds above 0"),
        };
    }

    private Uri Address(OtlpProtocol protocol)
    {
        string own = $"{Prefix}{Part}ENDPOINT";
        bool isWhole = given.Endpoint is null && variable(own) is { Length: > 0 };
        (string? value, string name) = given.Endpoint is { } endpoint ? (endpoint.Trim(), "the endpoint") : Variable("ENDPOINT");
        if (string.IsNullOrEmpty(value))
        {
            value = protocol == OtlpProtocol.Grpc ? "http://localhost:4317" : "http://localhost:4318";
        }

        if (protocol == OtlpProtocol.Grpc && !value.Contains("://", StringComparison.Ordinal))
        {
            value = $"{(string.Equals(Variable("INSECURE").Value, "true", StringComparison.OrdinalIgnoreCase) ? "http" : "https")}://{value}";
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new OtlpException($"{name} is not an address such as http://localhost:4318");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new OtlpException($"{name} holds a user name or password; give it as a header: authorization=Basic …");
        }

        return protocol == OtlpProtocol.Grpc ? new Uri(address, $"/{RpcPath}") : isWhole ? address : WithPath(address);
    }

    /// <summary>Adds the path of the signal; an address that ends in the path of one signal is taken for those of both.</summary>
    private Uri WithPath(Uri address)
    {
        string path = address.AbsolutePath.TrimEnd('/');
        foreach (string known in (string[])["/v1/traces", "/v1/logs"])
        {
            path = path.EndsWith(known, StringComparison.Ordinal) ? path[..^known.Length] : path;
        }

        return new UriBuilder(address) { Path = $"{path}/{HttpPath}" }.Uri;
    }

    private List<KeyValuePair<string, string>> Headers()
    {
        List<KeyValuePair<string, string>> headers = [.. given.Headers.Select(header => Header(header, "a header", unescape: false))];
        (string? value, string name) = Variable("HEADERS");
        foreach (string pair in (value ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            KeyValuePair<string, string> header = Header(pair, name, unescape: true);
            if (!headers.Exists(other => string.Equals(other.Key, header.Key, StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(header);
            }
        }

        return headers;
    }

    private static KeyValuePair<string, string> Header(string pair, string name, bool unescape)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        string key = equals > 0 ? pair[..equals].Trim() : string.Empty;
        string value = equals > 0 ? pair[(equals + 1)..].Trim() : string.Empty;
        value = unescape ? Uri.UnescapeDataString(value) : value;
        if (key.Length == 0 || !key.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal)))
        {
            throw new OtlpException($"{name} is not of the form key=value (its text is not shown, as it may hold a secret)");
        }

        return value.All(character => character is >= ' ' and < '\u007f' or '\t')
            ? new(key, value)
            : throw new OtlpException($"the value of header '{key}' holds characters that a header cannot have");
    }
}
