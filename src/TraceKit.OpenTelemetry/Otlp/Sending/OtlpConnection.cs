using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using OpenTelemetry;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>Sends one request to one endpoint and understands the answer. Nothing of the answer is trusted: not its size, its form, its time or where it points to.</summary>
internal sealed class OtlpConnection : IDisposable
{
    /// <summary>An honest answer has a few bytes, and a few hundred when it says why it rejects something.</summary>
    private const int MostAnswerBytes = 64 * 1024;

    private readonly OtlpEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public OtlpConnection(OtlpEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the headers may hold keys, and would go along
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            MaxResponseHeadersLength = 64,
            ConnectTimeout = endpoint.Timeout,
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    private bool IsRpc => _endpoint.Protocol == OtlpProtocol.Grpc;

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a message once.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<OtlpAnswer> SendAsync(byte[] message, string mediaType, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_endpoint.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using IDisposable quiet = SuppressInstrumentationScope.Begin();
        using HttpRequestMessage request = Request(message, mediaType);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await AnswerAsync(response, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OtlpAnswer(OtlpVerdict.TryAgain, $"no answer within {_endpoint.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new OtlpAnswer(OtlpVerdict.TryAgain, ServerText.Of((failure.InnerException ?? failure).Message));
        }
    }

    private HttpRequestMessage Request(byte[] message, string mediaType)
    {
        byte[] packed = _endpoint.Gzip ? Pack(message) : message;
        var content = new ByteArrayContent(IsRpc ? RpcFrame.Of(packed, _endpoint.Gzip) : packed);
        content.Headers.ContentType = new MediaTypeHeaderValue(IsRpc ? "application/grpc" : mediaType);
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint.Address) { Content = content };
        foreach ((string key, string value) in _endpoint.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(key, value))
            {
                content.Headers.Remove(key);
                content.Headers.TryAddWithoutValidation(key, value);
            }
        }

        if (IsRpc)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            request.Headers.TryAddWithoutValidation("te", "trailers");
            if (_endpoint.Gzip)
            {
                request.Headers.TryAddWithoutValidation("grpc-encoding", "gzip");
            }
        }
        else if (_endpoint.Gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return request;
    }

    private async Task<OtlpAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            string target = response.Headers.Location is { } location && new Uri(_endpoint.Address, location) is var place ? $" to {ServerText.Of($"{place.Scheme}://{place.Authority}")}" : string.Empty;
            return new OtlpAnswer(OtlpVerdict.Hopeless, $"the server redirects ({(int)response.StatusCode}){target}, which is not followed, as the headers would go along; give the address itself");
        }

        byte[]? body = await BodyAsync(response, cancellationToken).ConfigureAwait(false);
        if (IsRpc)
        {
            return RpcAnswer.Of(response, body, _time.GetUtcNow());
        }

        bool isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) ?? false;
        if (response.IsSuccessStatusCode)
        {
            return body is null || response.Content.Headers.ContentEncoding.Count > 0
                ? new OtlpAnswer(OtlpVerdict.Taken, "the server said that it took the request, with an answer that cannot be read: it is too large, too slow or compressed")
                : ServerMessages.Taken(body, isJson);
        }

        string said = ServerText.After(ServerMessages.Refusal(body ?? [], isJson));
        return HttpRefusal.Of(response, said, _time.GetUtcNow());
    }

    /// <summary>The body, or null when it is too large, or does not come to its end in time although the server has said what it thinks.</summary>
    private async Task<byte[]?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                byte[] body = new byte[MostAnswerBytes + 1];
                int length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return length > MostAnswerBytes ? null : body[..length];
            }
        }
        catch (Exception failure) when (!IsRpc && failure is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status has come, and says whether the request was taken; when it is the caller who gave up, the next request says so.
            return null;
        }
    }

    private static byte[] Pack(byte[] message)
    {
        using var packed = new MemoryStream(message.Length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message);
        }

        return packed.ToArray();
    }
}
