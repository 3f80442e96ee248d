using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.TestKit.Receiving;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

/// <summary>What is sent, against a receiver that decodes with the official definitions, and against servers that misbehave.</summary>
public sealed class OtlpSenderSpecs
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    public OtlpSenderSpecs() => Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);

    [Theory]
    [InlineData(OtlpProtocol.HttpProtobuf, false)]
    [InlineData(OtlpProtocol.HttpProtobuf, true)]
    [InlineData(OtlpProtocol.HttpJson, true)]
    [InlineData(OtlpProtocol.Grpc, false)]
    [InlineData(OtlpProtocol.Grpc, true)]
    public async Task What_is_sent_is_what_is_decoded(OtlpProtocol protocol, bool gzip)
    {
        List<SpanRecord> spans = [.. SomeSpans.Spans.Generator.Sample(30).SelectMany(list => list)];
        List<SpanLog> logs = [.. SomeSpans.Logs.Generator.Sample(30).SelectMany(list => list)];
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        using var sender = new OtlpSender(To(receiver, protocol) with { BatchItems = 40 } is var options && gzip ? Packed(options) : options);

        await sender.AddAsync(spans, Cancelled);
        await sender.AddAsync(logs, Cancelled);
        OtlpReport report = await sender.FinishAsync(Cancelled);

        Assert.Equal((new OtlpTally(spans.Count, spans.Count, 0, 0), new OtlpTally(logs.Count, logs.Count, 0, 0)), (report.Spans, report.Logs));
        Assert.Empty(report.Problems);
        IReadOnlyList<ReceivedRequest> requests = await receiver.StopAsync();
        Assert.Equal(report.Requests, requests.Count);
        Assert.Equal(report.Bytes, requests.Sum(request => request.Bytes));
        Assert.All(requests, request => Assert.True(request.IsCanonical));
        Assert.All(requests, request => Assert.Equal("secret", request.Header("x-key")));
        Assert.All(requests, request => Assert.Equal(gzip && protocol != OtlpProtocol.Grpc, request.WireBytes < request.Bytes));
        Assert.Equal(SpanText.Of(spans), SpanText.Of(Items(requests, request => request.ByNewDefinitions).Select(item => item.Span).OfType<SpanRecord>()));
        Assert.Equal(SpanText.Of(logs), SpanText.Of(Items(requests, request => request.ByNewDefinitions).Select(item => item.Log).OfType<SpanLog>()));
        Assert.Equal(SpanText.Of(spans.Select(AsOfOld)), SpanText.Of(Items(requests, request => request.ByOldDefinitions).Select(item => item.Span).OfType<SpanRecord>()));
        Assert.Equal(SpanText.Of(logs.Select(AsOfOld)), SpanText.Of(Items(requests, request => request.ByOldDefinitions).Select(item => item.Log).OfType<SpanLog>()));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_the_server_wants_later_is_sent_again(int status) =>
        await RetriesAsync(OtlpProtocol.HttpProtobuf, ReceiverReply.Refuse(status), ReceiverReply.Ok);

    [Theory]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("Fri, 31 Dec 2999 23:59:59 GMT")]
    [InlineData("-5")]
    public async Task A_server_that_asks_for_years_gets_the_longest_wait(string retryAfter) =>
        await RetriesAsync(OtlpProtocol.HttpProtobuf, ReceiverReply.Refuse(429, retryAfter), ReceiverReply.Ok);

    [Theory]
    [InlineData(14, null)]
    [InlineData(14, 1_000_000_000L)]
    [InlineData(8, 3L)]
    [InlineData(4, null)]
    public async Task So_it_is_over_grpc(int code, long? seconds) =>
        await RetriesAsync(OtlpProtocol.Grpc, ReceiverReply.RefuseRpc(code, seconds), ReceiverReply.Ok);

    [Fact]
    public async Task A_connection_that_is_reset_is_made_again()
    {
        await RetriesAsync(OtlpProtocol.HttpProtobuf, ReceiverReply.Reset, ReceiverReply.Ok);
        await RetriesAsync(OtlpProtocol.Grpc, ReceiverReply.Reset, ReceiverReply.Ok);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_and_the_rest_is_not_tried()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Hang);
        OtlpSenderOptions options = To(receiver, OtlpProtocol.HttpProtobuf) with { BatchItems = 2, Attempts = 2 };

        OtlpReport report = await SendAsync(options with { Traces = options.Traces with { Timeout = TimeSpan.FromMilliseconds(300) } }, SomeSpans.Many(5));

        Assert.Equal((new OtlpTally(5, 0, 0, 5), 2, 1), (report.Spans, report.Requests, report.Retries));
        Assert.Equal(["not tried, since no answer within 0.3 s (attempt 2 of 2)", "no answer within 0.3 s (attempt 2 of 2)"], report.Problems.Select(problem => problem.Reason));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        OtlpReport report = await SendAsync(new OtlpSenderOptions
        {
            Traces = new OtlpEndpoint { Address = new Uri("http://127.0.0.1:9/v1/traces") },
            FirstDelay = TimeSpan.Zero,
            Attempts = 2,
        }, SomeSpans.Many(1));

        Assert.Equal(new OtlpTally(1, 0, 0, 1), report.Spans);
        Assert.Contains("refused", report.Problems[0].Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["0af7651916cd43dd8448eb211c80319c/0000000000000001"], report.Problems[0].Addresses);
    }

    [Theory]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    [InlineData(OtlpProtocol.HttpJson)]
    [InlineData(OtlpProtocol.Grpc)]
    public async Task What_the_server_rejects_is_counted_and_its_reason_told(OtlpProtocol protocol)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Partial(2, "no\u001b[31mne of \nthese"), ReceiverReply.Partial(0, "you use an old name"));

        OtlpReport report = await SendAsync(To(receiver, protocol) with { BatchItems = 3 }, SomeSpans.Many(6));

        Assert.Equal(new OtlpTally(6, 4, 2, 0), report.Spans);
        Assert.Equal(["the server rejected some of a request: no [31mne of  these: 2", "you use an old name: 0"], report.Problems.Select(problem => $"{problem.Reason}: {problem.Lost}"));
    }

    [Theory]
    [InlineData(1_000_000_000, 3, 0)]
    [InlineData(-1, 0, 3)]
    public async Task A_server_that_says_it_rejected_more_than_there_was_is_not_believed(long rejected, int counted, int sent)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Partial(rejected, "lies"));

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.HttpProtobuf), SomeSpans.Many(3));

        Assert.Equal(new OtlpTally(3, sent, counted, 0), report.Spans);
        Assert.Contains(report.Problems, problem => problem.Reason.StartsWith("the server said that it rejected more", StringComparison.Ordinal));
    }

    public static TheoryData<string, ReceiverReply> Odd => new()
    {
        { "garbage", ReceiverReply.Garbage },
        { "endless", ReceiverReply.Endless },
        { "huge", ReceiverReply.Huge(200) },
        { "bomb", ReceiverReply.Bomb(200) },
        { "drip", ReceiverReply.Drip(20) },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task An_answer_that_is_none_costs_little_and_is_told(string what, ReceiverReply reply)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(reply);
        long before = GC.GetTotalAllocatedBytes();
        OtlpSenderOptions options = To(receiver, OtlpProtocol.HttpProtobuf);

        OtlpReport report = await SendAsync(reply.Mode == "drip" ? options with { Traces = options.Traces with { Timeout = TimeSpan.FromSeconds(5) } } : options, SomeSpans.Many(3));

        Assert.True(report.Spans == new OtlpTally(3, 3, 0, 0), $"{what}: {report.Spans}");
        Assert.StartsWith("the server said that it took the request, with an answer that", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20_000_000);
    }

    public static TheoryData<string, ReceiverReply, int> OddRpc => new()
    {
        { "garbage", ReceiverReply.Garbage, 1 },
        { "endless", ReceiverReply.Endless, 1 },
        { "huge", ReceiverReply.Huge(200), 1 },
        { "bomb", ReceiverReply.Bomb(20), 1 },
        { "redirect", ReceiverReply.Redirect(), 1 },
        { "503", ReceiverReply.Refuse(503), 2 },
        { "404", ReceiverReply.Refuse(404), 1 },
        { "200 of a web server", ReceiverReply.Refuse(200), 1 },
    };

    [Theory]
    [MemberData(nameof(OddRpc))]
    public async Task A_grpc_server_that_is_none_is_not_believed(string what, ReceiverReply reply, int requests)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(reply);
        OtlpSenderOptions options = To(receiver, OtlpProtocol.Grpc) with { Attempts = 2 };
        options = options with { Traces = options.Traces with { Address = new Uri(receiver.GrpcLiar, options.Traces.Address.AbsolutePath) } };

        OtlpReport report = await SendAsync(options, SomeSpans.Many(3));

        Assert.True(report.Spans == new OtlpTally(3, 0, 0, 3), $"{what}: {report.Spans}");
        Assert.Equal(requests, report.Requests);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirection_is_not_followed_as_the_headers_would_go_along(int status)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Redirect(status));

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.HttpProtobuf) with { BatchItems = 1 }, SomeSpans.Many(3));

        Assert.Equal((new OtlpTally(3, 0, 0, 3), 1), (report.Spans, report.Requests));
        Assert.Contains($"redirects ({status}) to http://127.0.0.1:{receiver.Elsewhere.Port}, which is not followed", report.Problems[0].Reason + report.Problems[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["http"], (await receiver.StopAsync()).Select(request => request.Server));
    }

    [Fact]
    public async Task A_request_that_is_too_large_for_the_server_is_halved()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Refuse(413), ReceiverReply.Ok, ReceiverReply.Refuse(413), ReceiverReply.Refuse(413), ReceiverReply.Ok);
        await using OtlpReceiver rpc = await OtlpReceiver.StartAsync(ReceiverReply.RefuseRpc(8), ReceiverReply.Ok);

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.HttpProtobuf), SomeSpans.Many(4));
        OtlpReport overRpc = await SendAsync(To(rpc, OtlpProtocol.Grpc), SomeSpans.Many(4));

        Assert.Equal((new OtlpTally(4, 3, 0, 1), 5), (report.Spans, report.Requests));
        Assert.Equal(["0af7651916cd43dd8448eb211c80319c/0000000000000003"], Assert.Single(report.Problems).Addresses);
        Assert.Equal((new OtlpTally(4, 4, 0, 0), 3), (overRpc.Spans, overRpc.Requests));
    }

    [Fact]
    public async Task A_request_that_is_refused_does_not_stop_the_next_and_a_wrong_key_does()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Refuse(400), ReceiverReply.Ok, ReceiverReply.Refuse(401), ReceiverReply.Ok);

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.HttpProtobuf) with { BatchItems = 1 }, SomeSpans.Many(5));

        Assert.Equal((new OtlpTally(5, 1, 0, 4), 3), (report.Spans, report.Requests));
        Assert.Contains(report.Problems, problem => problem is { Reason: "not tried, since the server refused with 401; check the headers, which hold the key", Lost: 2 });
        Assert.DoesNotContain("secret", string.Concat(report.Problems.Select(problem => problem.Reason)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_request_is_larger_than_the_limit_and_a_span_that_is_alone_is_told_by_its_address()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        SpanRecord[] spans = SomeSpans.Many(5, attributeLength: 20 << 20);
        spans[2] = SomeSpans.One(3, new("tracekit.run.id", "run-1"), new("tracekit.event.seq", 17L), new("text", new string('x', 65 << 20)));

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.HttpProtobuf) with { BatchBytes = int.MaxValue }, spans);

        Assert.Equal(new OtlpTally(5, 4, 0, 1), report.Spans);
        OtlpProblem problem = Assert.Single(report.Problems);
        Assert.Equal(("larger than a request may be (67108864 bytes)", 1), (problem.Reason, problem.Lost));
        Assert.Equal(["run-1#17"], problem.Addresses);
        IReadOnlyList<ReceivedRequest> requests = await receiver.StopAsync();
        Assert.All(requests, request => Assert.InRange(request.Bytes, 1, 64 << 20));
        Assert.Equal(4, requests.Sum(request => request.Items));
    }

    [Fact]
    public async Task What_cannot_be_encoded_is_told_and_the_others_are_sent()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        OtlpReport report = await SendAsync(To(receiver, OtlpProtocol.Grpc), [SomeSpans.One(1) with { TraceId = "no id" }, SomeSpans.One(2)]);

        Assert.Equal(new OtlpTally(2, 1, 0, 1), report.Spans);
        Assert.Equal("'no id' is no id of 32 hexadecimal digits", Assert.Single(report.Problems).Reason);
    }

    [Fact]
    public async Task Who_gives_up_gets_no_answer_but_an_exception()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(ReceiverReply.Hang);
        using var sender = new OtlpSender(To(receiver, OtlpProtocol.HttpProtobuf));
        using var giveUp = new CancellationTokenSource();
        await sender.AddAsync(SomeSpans.Many(1), giveUp.Token);

        Task<OtlpReport> finishing = sender.FinishAsync(giveUp.Token);
        await receiver.NextAsync(Cancelled);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finishing);
    }

    [Fact]
    public void Waits_double_are_spread_and_bounded_and_never_undercut_what_the_server_asks()
    {
        var options = new OtlpSenderOptions { Traces = new OtlpEndpoint { Address = new Uri("http://localhost") } };

        Assert.Equal([0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30], Enumerable.Range(1, 8).Select(attempt => OtlpBackoff(attempt, null, 0)));
        Assert.Equal([1.2, 2.4], Enumerable.Range(1, 2).Select(attempt => OtlpBackoff(attempt, null, 1)));
        Assert.Equal(7, OtlpBackoff(1, TimeSpan.FromSeconds(7), 0.5));
        Assert.Equal(30, OtlpBackoff(1, TimeSpan.FromDays(9999), 0.5));
        Assert.Equal(30, OtlpBackoff(int.MaxValue, null, 0.5));

        double OtlpBackoff(int attempts, TimeSpan? asked, double dice) => Math.Round(OpenTelemetry.Otlp.Sending.Backoff.After(options, attempts, asked, dice).TotalSeconds, 3);
    }

    private static async Task RetriesAsync(OtlpProtocol protocol, params ReceiverReply[] replies)
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(replies);

        OtlpReport report = await SendAsync(To(receiver, protocol), SomeSpans.Many(3));

        Assert.Equal((new OtlpTally(3, 3, 0, 0), 2, 1), (report.Spans, report.Requests, report.Retries));
        Assert.Empty(report.Problems);
        IReadOnlyList<ReceivedRequest> requests = await receiver.StopAsync();
        Assert.Equal(requests[0].ByNewDefinitions.GetRawText(), requests[1].ByNewDefinitions.GetRawText());
    }

    private static async Task<OtlpReport> SendAsync(OtlpSenderOptions options, IReadOnlyList<SpanRecord> spans)
    {
        using var sender = new OtlpSender(options);
        await sender.AddAsync(spans, Cancelled);
        OtlpReport report = await sender.FinishAsync(Cancelled);
        Assert.Equal(report.Spans.Given, report.Spans.Sent + report.Spans.Rejected + report.Spans.Failed);
        return report;
    }

    private static OtlpSenderOptions To(OtlpReceiver receiver, OtlpProtocol protocol)
    {
        string name = protocol switch { OtlpProtocol.Grpc => "grpc", OtlpProtocol.HttpJson => "http/json", _ => "http/protobuf" };
        var settings = new OtlpSettings
        {
            Endpoint = (protocol == OtlpProtocol.Grpc ? receiver.Grpc : receiver.Http).AbsoluteUri,
            Protocol = name,
            Headers = ["x-key=secret"],
            Timeout = TimeSpan.FromSeconds(60),
        };
        return new OtlpSenderOptions
        {
            Traces = OtlpEndpoint.Of(OtlpSignal.Traces, settings, _ => null),
            Logs = OtlpEndpoint.Of(OtlpSignal.Logs, settings, _ => null),
            FirstDelay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(20),
        };
    }

    private static OtlpSenderOptions Packed(OtlpSenderOptions options) => options with { Traces = options.Traces with { Gzip = true }, Logs = options.Logs! with { Gzip = true } };

    private static IEnumerable<OtlpItem> Items(IReadOnlyList<ReceivedRequest> requests, Func<ReceivedRequest, JsonElement> decoded) =>
        requests.SelectMany(request => OtlpReader.Of(Encoding.UTF8.GetBytes(decoded(request).GetRawText()), "received").Read());

    /// <summary>What the older definitions know of a span.</summary>
    private static SpanRecord AsOfOld(SpanRecord span) => span with
    {
        Flags = 0,
        Scope = span.Scope with { Attributes = [], DroppedAttributes = 0 },
        Links = [.. span.Links.Select(link => link with { Flags = 0 })],
    };

    private static SpanLog AsOfOld(SpanLog log) => log with { EventName = null, Scope = log.Scope with { Attributes = [], DroppedAttributes = 0 } };
}
