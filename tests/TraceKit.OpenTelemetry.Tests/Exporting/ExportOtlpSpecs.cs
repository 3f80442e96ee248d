using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Exporting;
using TraceKit.OpenTelemetry.Tests.Writing;
using TraceKit.Reading;
using TraceKit.Sessions;
using TraceKit.TestKit;
using TraceKit.TestKit.Receiving;

namespace TraceKit.OpenTelemetry.Tests.Exporting;

/// <summary>The official exporter sends to a real receiver, honest or not.</summary>
public sealed class ExportOtlpSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    [InlineData(OtlpExportProtocol.Grpc)]
    public async Task A_run_arrives_whole_when_the_services_are_disposed(OtlpExportProtocol protocol)
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        RecordedRun run = Play(traces => traces.ExportOtlp(export =>
        {
            export.Endpoint = protocol == OtlpExportProtocol.Grpc ? receiver.Grpc : receiver.Http;
            export.Target.Protocol = protocol;
            export.Target.Headers["x-key"] = "k 1";
        }));

        IReadOnlyList<ReceivedRequest> received = await receiver.StopAsync();
        ReceivedRequest spans = Assert.Single(received, AreSpans);
        Assert.Equal(9, spans.Items);
        Assert.Equal("k 1", spans.Header("x-key"));
        Dictionary<string, string> root = AttributesOf(Spans(spans).Single(span => Name(span) == "invoke_agent booker"));
        Assert.Equal((run.RunId, "exp-7", "evaluation"), (root["tracekit.run.id"], root["tracekit.experiment.id"], root["tracekit.environment"]));
        Assert.Equal("travel", AttributesOf(spans.ByNewDefinitions.GetProperty("resourceSpans")[0].GetProperty("resource"))["service.name"]);
        Assert.DoesNotContain(Spans(spans).SelectMany(AttributesOf), attribute => attribute.Key == "gen_ai.input.messages");
    }

    [Fact]
    public async Task Labels_arrive_as_log_records_under_the_span_that_they_judge()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        RecordedRun run = Play(traces => traces.ExportOtlp(export => To(export, receiver.Http)));

        ReceivedRequest logs = Assert.Single(await receiver.StopAsync(), request => request.Signal == "logs");
        JsonElement record = logs.ByNewDefinitions.GetProperty("resourceLogs")[0].GetProperty("scopeLogs")[0].GetProperty("logRecords")[0];
        RecordedEvent judged = run.Events.Last(recorded => recorded.Type == "llm_call");
        Assert.Equal((judged.SpanId, run.Header.Trace!.TraceId), (Hex(record, "spanId"), Hex(record, "traceId")));
        Assert.Equal("gen_ai.evaluation.result", record.GetProperty("eventName").GetString());
        Dictionary<string, string> said = AttributesOf(record);
        Assert.Equal(("correctness", "0.5", "fair", "resp_2", "judge"), (said["gen_ai.evaluation.name"], said["gen_ai.evaluation.score.value"], said["gen_ai.evaluation.score.label"], said["gen_ai.response.id"], said["tracekit.evaluation.source"]));
    }

    [Fact]
    public async Task Content_arrives_as_valid_JSON_without_secrets_when_it_is_asked_for()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        Play(traces => traces.ExportOtlp(export =>
        {
            To(export, receiver.Http);
            export.RecordContent = true;
        }));

        ReceivedRequest spans = (await receiver.StopAsync()).First(AreSpans);
        string all = spans.ByNewDefinitions.GetRawText();
        Assert.DoesNotContain(BusyAgent.Secret, all, StringComparison.Ordinal);
        Dictionary<string, string> call = AttributesOf(Spans(spans).First(span => Name(span) == "chat gpt-4o"));
        MessageSchema.Check(call["gen_ai.input.messages"], isOutput: false);
        MessageSchema.Check(call["gen_ai.output.messages"], isOutput: true);
        Assert.Contains("Be brief.", call["gen_ai.input.messages"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_arrive_too()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();

        Play(traces => traces.ExportOtlp(export => To(export, receiver.Http)));

        Assert.Contains(await receiver.StopAsync(), request => request.Path == "/v1/metrics" && request.Bytes > 500);
    }

    [Fact]
    public async Task Runs_of_one_environment_go_to_its_place_and_those_of_tests_nowhere_else()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver everything = await OtlpReceiver.StartAsync();
        await using OtlpReceiver production = await OtlpReceiver.StartAsync();
        await using OtlpReceiver tests = await OtlpReceiver.StartAsync();

        foreach (string environment in (string[])["production", "evaluation", "test"])
        {
            Play(
                traces => traces.Environment(environment).ExportOtlp(export =>
                {
                    To(export, everything.Http);
                    export.For("production", target => To(target, production.Http));
                }),
                environment);
        }

        Play(
            traces => traces.Environment("test").ExportOtlp(export =>
            {
                To(export, everything.Http);
                export.For("test", target => To(target, tests.Http));
            }),
            "test");

        Assert.Equal(["evaluation"], Environments(await everything.StopAsync()));
        Assert.Equal(["production"], Environments(await production.StopAsync()));
        Assert.Equal(["test"], Environments(await tests.StopAsync()));
    }

    [Fact]
    public async Task Collectors_of_one_process_export_their_own_runs_alone()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver first = await OtlpReceiver.StartAsync();
        await using OtlpReceiver second = await OtlpReceiver.StartAsync();
        string[] runs;
        using (ServiceProvider one = Services(traces => traces.ExportOtlp(export => To(export, first.Http))))
        using (ServiceProvider other = Services(traces => traces.ExportOtlp(export => To(export, second.Http))))
        {
            TraceCollector[] collectors = [one.GetRequiredService<TraceCollector>(), other.GetRequiredService<TraceCollector>()];
            runs = [.. collectors.Select(collector => Assert.Single(RunFileReader.ReadStrict(BusyAgent.Play(collector))).RunId)];
        }

        Assert.Equal([runs[0]], Runs(await first.StopAsync()));
        Assert.Equal([runs[1]], Runs(await second.StopAsync()));
    }

    public static TheoryData<string> Hostilities => ["hangs", "resets", "resets early", "says garbage", "never ends", "sends 65 MiB", "sends a bomb", "redirects", "refuses", "drips"];

    /// <summary>Whatever the collector does, an event costs what it costs, the file is whole, and the end comes in time.</summary>
    [Theory]
    [MemberData(nameof(Hostilities))]
    public async Task An_agent_never_notices_a_hostile_collector(string hostility)
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync(hostility switch
        {
            "hangs" => ReceiverReply.Hang,
            "resets" => ReceiverReply.Reset,
            "resets early" => ReceiverReply.ResetEarly,
            "says garbage" => ReceiverReply.Garbage,
            "never ends" => ReceiverReply.Endless,
            "sends 65 MiB" => ReceiverReply.Huge(65),
            "sends a bomb" => ReceiverReply.Bomb(65),
            "redirects" => ReceiverReply.Redirect(),
            "refuses" => ReceiverReply.Refuse(503, "1"),
            _ => ReceiverReply.Drip(200),
        });
        ServiceProvider services = Services(traces => traces.ExportOtlp(export =>
        {
            To(export, receiver.Http);
            export.ShutdownTimeout = TimeSpan.FromSeconds(1);
        }));
        TraceCollector collector = services.GetRequiredService<TraceCollector>();

        string[] paths = [.. Enumerable.Range(0, 60).Select(_ => BusyAgent.Play(collector))];
        long ending = Stopwatch.GetTimestamp();
        await services.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(ending), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.All(paths, path => Assert.True(Assert.Single(RunFileReader.ReadStrict(path)).IsSound));
        Assert.DoesNotContain(await receiver.StopAsync(), request => request.Server == "elsewhere" && request.Header("x-key") is not null);
    }

    [Fact]
    public void A_collector_that_is_not_there_costs_nothing_but_its_time_at_the_end()
    {
        RecordedRun run = Play(traces => traces.ExportOtlp(export => To(export, new Uri("http://127.0.0.1:9"))));

        Assert.True(run.IsSound);
    }

    [Fact]
    public void An_option_that_cannot_be_is_refused_where_it_is_said()
    {
        Assert.Contains("ftp://", Refused(export => export.Endpoint = new Uri("ftp://example.org")), StringComparison.Ordinal);
        Assert.Contains("production", Refused(export => export.For("production", target => target.Endpoint = new Uri("/relative", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Contains("ShutdownTimeout", Refused(export => export.ShutdownTimeout = TimeSpan.FromHours(1)), StringComparison.Ordinal);

        static string Refused(Action<OtlpExportOptions> configure) =>
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTraceKit(traces => traces.ExportOtlp(configure))).Message;
    }

    private static void To(OtlpExportOptions export, Uri endpoint) => To(export.Target, endpoint);

    private static void To(OtlpTarget target, Uri endpoint)
    {
        target.Endpoint = endpoint;
        target.Protocol = OtlpExportProtocol.HttpProtobuf;
        target.Headers["x-key"] = "secret";
    }

    private RecordedRun Play(Action<TraceKitBuilder> configure, string environment = "evaluation")
    {
        string path;
        using (ServiceProvider services = Services(traces => configure(traces.Environment(environment))))
        {
            path = BusyAgent.Play(services.GetRequiredService<TraceCollector>());
        }

        return Assert.Single(RunFileReader.ReadStrict(path));
    }

    private ServiceProvider Services(Action<TraceKitBuilder> configure)
    {
        TraceSession session = BusyAgent.Options(_folder).Session;
        return new ServiceCollection()
            .AddTraceKit(traces =>
            {
                traces.WriteTo(_folder.Path).Session(_ => session).Configure(options => options.RecoverAtStart = false);
                configure(traces);
            })
            .BuildServiceProvider();
    }

    private static IEnumerable<JsonElement> Spans(ReceivedRequest request) =>
        request.ByNewDefinitions.GetProperty("resourceSpans").EnumerateArray()
            .SelectMany(resource => resource.GetProperty("scopeSpans").EnumerateArray())
            .SelectMany(scope => scope.GetProperty("spans").EnumerateArray());

    private static bool AreSpans(ReceivedRequest request) => request.Path.Contains("trace", StringComparison.OrdinalIgnoreCase);

    private static string[] Environments(IReadOnlyList<ReceivedRequest> requests) => Values(requests, "tracekit.environment");

    private static string[] Runs(IReadOnlyList<ReceivedRequest> requests) => Values(requests, "tracekit.run.id");

    private static string[] Values(IReadOnlyList<ReceivedRequest> requests, string key) =>
        [.. requests.Where(AreSpans).SelectMany(Spans).Select(span => AttributesOf(span)[key]).Distinct()];

    private static string Name(JsonElement span) => span.GetProperty("name").GetString()!;

    private static string Hex(JsonElement record, string name) => record.GetProperty(name).GetString()!;

    private static Dictionary<string, string> AttributesOf(JsonElement element) => element.GetProperty("attributes").EnumerateArray().ToDictionary(
        attribute => attribute.GetProperty("key").GetString()!,
        attribute => attribute.GetProperty("value").EnumerateObject().First().Value.ToString());
}
