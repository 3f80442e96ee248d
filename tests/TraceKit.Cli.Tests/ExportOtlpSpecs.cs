using TraceKit.OpenTelemetry.Otlp;
using TraceKit.TestKit.Receiving;

namespace TraceKit.Cli.Tests;

public sealed class ExportOtlpSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("http/json")]
    [InlineData("grpc")]
    public async Task Spans_and_labels_of_sealed_runs_are_sent(string protocol)
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        Some.Run(_folder["runs"]);
        Some.Run(_folder["runs"], "run-2");
        Some.OpenRun(_folder["runs"]);
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        string endpoint = (protocol == "grpc" ? receiver.Grpc : receiver.Http).AbsoluteUri;

        CliResult result = Cli.Run("export", "otlp", _folder["runs"], "--endpoint", endpoint, "--protocol", protocol, "--header", "x-key=secret", "--gzip", "--json");

        IReadOnlyList<ReceivedRequest> requests = await receiver.StopAsync();
        Assert.Equal((2, 1), (result.Json.GetProperty("runs").GetInt32(), result.Json.GetProperty("runs_left_out").GetInt32()));
        Assert.Equal(requests.Where(request => request.Signal == "traces").Sum(request => request.Items), Count(result, "spans", "sent"));
        Assert.Equal(requests.Where(request => request.Signal == "logs").Sum(request => request.Items), Count(result, "logs", "sent"));
        Assert.True(Count(result, "spans", "sent") >= 8);
        Assert.Equal(2, Count(result, "logs", "sent"));
        Assert.All(requests, request => Assert.Equal("secret", request.Header("x-key")));
        Assert.Contains("1 run without an end left out", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_rejected_or_not_delivered_is_told_and_decides_the_exit_code()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        Some.Run(_folder["runs"]);
        await using OtlpReceiver rejecting = await OtlpReceiver.StartAsync(ReceiverReply.Partial(1, "too old"), ReceiverReply.Ok);
        await using OtlpReceiver refusing = await OtlpReceiver.StartAsync(ReceiverReply.Refuse(401));

        CliResult rejected = Cli.Run("export", "otlp", _folder["runs"], "--endpoint", rejecting.Http.AbsoluteUri);
        CliResult refused = Cli.Run("export", "otlp", _folder["runs"], "--endpoint", refusing.Http.AbsoluteUri);

        Assert.Equal((ExitCodes.BadData, ExitCodes.InputOutput), (rejected.ExitCode, refused.ExitCode));
        Assert.Contains("1: the server rejected some of a request: too old", rejected.Output, StringComparison.Ordinal);
        Assert.Contains("the server refused with 401; check the headers, which hold the key (", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_written_instead_and_reads_back()
    {
        Some.Run(_folder["runs"]);

        CliResult result = Cli.Run("export", "otlp", _folder["runs"], "--out", _folder["spans.jsonl"], "--profile", "genai-1.41", "--content");

        Assert.Equal(ExitCodes.Ok, result.ExitCode);
        OtlpReader reader = OtlpReader.Open(_folder["spans.jsonl"]);
        OtlpItem[] items = [.. reader.Read()];
        Assert.True(reader.Counts is { Spans: >= 4, Logs: 1, Refused: 0 }, reader.Counts.ToString());
        Assert.Contains($"1 run as genai-1.41 with content to {_folder["spans.jsonl"]}", result.Output, StringComparison.Ordinal);
        Assert.Single(items, item => item.Span is { ParentSpanId: null });
        Assert.False(File.Exists(_folder["spans.jsonl.unfinished"]));
        Assert.Equal(ExitCodes.InputOutput, Cli.Run("export", "otlp", _folder["runs"], "--out", _folder["spans.jsonl"]).ExitCode);
    }

    [Theory]
    [InlineData("2000-01-01", 1)]
    [InlineData("2100-01-01T00:00:00Z", 0)]
    public void Only_runs_since_a_time_are_exported(string since, int runs)
    {
        Some.Run(_folder["runs"]);

        CliResult result = Cli.Run("export", "otlp", _folder["runs"], "--out", _folder[$"{runs}.jsonl"], "--since", since, "--json");

        Assert.Equal(runs, result.Json.GetProperty("runs").GetInt32());
    }

    [Theory]
    [InlineData("--since 'tomorrow'", "--since is 'tomorrow', which is no time such as 2026-11-27", "--since", "tomorrow")]
    [InlineData("an address that is none", "the endpoint is not an address such as http://localhost:4318", "--endpoint", "nowhere")]
    [InlineData("a file and an endpoint", "--out writes a file and sends nothing", "--out", "x", "--endpoint", "http://localhost")]
    [InlineData("a header without a value", "a header is not of the form key=value (its text is not shown, as it may hold a secret)", "--header", "pass")]
    [InlineData("a profile that is none", "genai-9", "--profile", "genai-9")]
    public void A_wrong_command_line_is_refused(string what, string expected, params string[] options)
    {
        Some.Run(_folder["runs"]);

        CliResult result = Cli.Run(["export", "otlp", _folder["runs"], .. options]);

        Assert.True(result.ExitCode == ExitCodes.Usage, $"{what}: {result.ExitCode} {result.Error}");
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static long Count(CliResult result, string what, string count) => result.Json.GetProperty(what).GetProperty(count).GetInt64();
}
