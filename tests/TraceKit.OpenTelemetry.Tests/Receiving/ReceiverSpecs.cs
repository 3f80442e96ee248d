using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using TraceKit.TestKit.Receiving;

namespace TraceKit.OpenTelemetry.Tests.Receiving;

/// <summary>The receiver of the tests, against the exporter of OpenTelemetry's own SDK.</summary>
public sealed class ReceiverSpecs
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    public ReceiverSpecs() => Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf, "http", "/v1/traces")]
    [InlineData(OtlpExportProtocol.Grpc, "grpc", "/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    public async Task What_the_sdk_exports_is_received_and_decoded(OtlpExportProtocol protocol, string server, string path)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        string spanId = Export(protocol == OtlpExportProtocol.Grpc ? receiver.Grpc : new Uri(receiver.Http, "v1/traces"), protocol);

        ReceivedRequest request = await receiver.NextAsync(Cancelled);
        Assert.Equal((server, "traces", path, 1), (request.Server, request.Signal, request.Path, request.Items));
        Assert.Equal("secret", request.Header("x-key"));
        foreach (JsonElement decoded in new[] { request.ByOldDefinitions, request.ByNewDefinitions })
        {
            JsonElement span = decoded.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0];
            Assert.Equal("look", span.GetProperty("name").GetString());
            Assert.Equal(spanId, span.GetProperty("spanId").GetString());
            Assert.Equal("9007199254740993", span.GetProperty("attributes")[0].GetProperty("value").GetProperty("intValue").GetString());
        }
    }

    [Fact]
    public async Task It_answers_by_its_script_and_the_last_reply_holds()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Refuse(503, "7"), ReceiverReply.Partial(2, "no"), ReceiverReply.Ok);
        using var client = new HttpClient();

        HttpResponseMessage[] answers = [await PostAsync(), await PostAsync(), await PostAsync(), await PostAsync()];

        Assert.Equal([503, 200, 200, 200], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(7), answers[0].Headers.RetryAfter?.Delta);
        Assert.Equal("""{"partialSuccess":{"rejectedSpans":2,"errorMessage":"no"}}""", await answers[1].Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("{}", await answers[3].Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(4, (await receiver.StopAsync()).Count);

        async Task<HttpResponseMessage> PostAsync()
        {
            using var content = new StringContent("""{"resourceSpans":[]}""", Encoding.UTF8, "application/json");
            return await client.PostAsync(new Uri(receiver.Http, "v1/traces"), content, Cancelled);
        }
    }

    [Fact]
    public async Task What_is_no_request_is_said_to_be_none()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        using var client = new HttpClient();
        using var content = new ByteArrayContent([0xff, 0xff, 0xff]);
        content.Headers.ContentType = new("application/x-protobuf");

        await client.PostAsync(new Uri(receiver.Http, "v1/traces"), content, Cancelled);

        ReceivedRequest request = await receiver.NextAsync(Cancelled);
        Assert.NotNull(request.Problem);
        Assert.Throws<InvalidOperationException>(() => request.Items);
    }

    private static string Export(Uri endpoint, OtlpExportProtocol protocol)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"receiver.{Guid.NewGuid():N}");
        using var source = new ActivitySource(name);
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(name)
            .AddOtlpExporter(options =>
            {
                options.Endpoint = endpoint;
                options.Protocol = protocol;
                options.Headers = "x-key=secret";
            })
            .Build();
        using Activity activity = source.StartActivity("look")!;
        activity.SetTag("count", 9007199254740993);
        activity.Stop();
        Assert.True(provider.ForceFlush());
        return activity.SpanId.ToHexString();
    }
}
