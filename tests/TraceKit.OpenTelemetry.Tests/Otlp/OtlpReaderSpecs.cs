using System.Globalization;
using System.Text;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.TestKit.Receiving;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

public sealed class OtlpReaderSpecs
{
    private const string Ids = "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"00f067aa0ba902b7\"";

    [Fact]
    public void The_protocols_own_example_of_a_trace_is_read()
    {
        SpanRecord span = Assert.Single(Example("trace.json")).Span!;

        Assert.Equal("""
            5b8efff798038103d269b633813fc60c/eee19b7ec3c1b174 in eee19b7ec3c1b173  0 "I'm a server span" Server 1544712660000000000-1544712661000000000 Unset()
              {"my.span.attr":"some value"} -0-0-0
              events[]
              links[]
              of {"service.name":"my.service"} -0  by my.library 1.0.0 {"my.scope.attribute":"some scope attribute"} -0 ()
            """, SpanText.Of(span));
    }

    [Fact]
    public void The_protocols_own_examples_of_logs_and_events_are_read()
    {
        SpanLog log = Assert.Single(Example("logs.json")).Log!;
        SpanLog happened = Assert.Single(Example("events.json")).Log!;

        Assert.Equal(("Example log record", 10, "Information"), ((string)log.Body!, log.Severity, log.SeverityText!));
        Assert.Equal("5b8efff798038103d269b633813fc60c/eee19b7ec3c1b174", $"{log.TraceId}/{log.SpanId}");
        Assert.Equal("""{"string.attribute":"some string","boolean.attribute":true,"int.attribute":10,"double.attribute":637.704d4083eda1cac08312,"array.attribute":["many","values"],"map.attribute":{"some.map.key":"some value"}}""", SpanText.Of(log.Attributes));
        Assert.Equal("browser.page_view", happened.EventName);
    }

    [Fact]
    public async Task What_another_SDK_writes_is_read_without_a_remark()
    {
        Assert.SkipWhen(OtlpReceiver.Missing is not null, OtlpReceiver.Missing ?? string.Empty);
        List<TraceFinding> findings = [];

        SpanRecord span = Assert.Single(OtlpReader.Of(await ForeignOtlp.WriteAsync(), "foreign", findings.Add).Read()).Span!;

        Assert.Empty(findings);
        Assert.Equal($$"""
            {{span.TraceId}}/{{span.SpanId}} in   257 "chat gpt-4o" Client 1764284400000000001-1764284401000000002 Error(timeout)
              {"gen_ai.operation.name":"chat","tokens":812,"big":9007199254740991,"temperature":0.25d3fd0000000000000,"stream":true,"stop":["a","b"],"text":"é😀"
            "} -0-0-0
              events[first token@1764284400000000500 {"index":0} -0]
              links[0af7651916cd43dd8448eb211c80319c/00f067aa0ba902b7  257 {"why":"retry"} -0]
              of {"service.name":"foreign"} -0  by foreign-lib 1.2.3 {} -0 ()
            """, SpanText.Of(span));
    }

    [Fact]
    public void Metrics_are_passed_over_and_said_to_be()
    {
        List<TraceFinding> findings = [];

        Assert.Empty(Example("metrics.json", findings.Add));

        Assert.Equal([OtlpRules.Metrics, OtlpRules.NothingFound], findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("not JSON", "{\"resourceSpans\":[}]}", "OTLP-04 error 1:19")]
    [InlineData("a value alone", "17", "OTLP-09 error 1:1")]
    [InlineData("two types of one value", SpanWith.Attribute + "{\"stringValue\":\"a\",\"intValue\":\"1\"}" + SpanWith.End, "OTLP-08 error 1:*")]
    [InlineData("a number that is none", SpanWith.Attribute + "{\"intValue\":\"one\"}" + SpanWith.End, "OTLP-09 error 1:*")]
    [InlineData("a number beyond 64 bits", SpanWith.Attribute + "{\"intValue\":\"9223372036854775808\"}" + SpanWith.End, "OTLP-09 error 1:*")]
    [InlineData("a double beyond 64 bits", SpanWith.Attribute + "{\"doubleValue\":1e400}" + SpanWith.End, "OTLP-09 error 1:*")]
    [InlineData("a truth that is a text", SpanWith.Attribute + "{\"boolValue\":\"true\"}" + SpanWith.End, "OTLP-09 error 1:*")]
    [InlineData("base64 that is none", SpanWith.Attribute + "{\"bytesValue\":\"*\"}" + SpanWith.End, "OTLP-09 error 1:*")]
    [InlineData("half a surrogate pair", SpanWith.Attribute + "{\"stringValue\":\"a\\ud800b\"}" + SpanWith.End, "OTLP-13 warning 1:*")]
    [InlineData("a member that nobody knows", SpanWith.Attribute + "{\"stringValue\":\"a\",\"extra\":{\"b\":[1]}}" + SpanWith.End, "OTLP-12 info 1:*")]
    [InlineData("snake case", "{\"resource_spans\":[]}", "OTLP-12 info 1:2; OTLP-02 warning")]
    [InlineData("nothing", "", "OTLP-02 error")]
    [InlineData("gzip", "\u001f\u008b\b", "OTLP-03 error")]
    [InlineData("NUL", "{\"resourceSpans\":[]}\0\0", "OTLP-03 error")]
    [InlineData("UTF-16", "\u00ff\u00fe{", "OTLP-03 error")]
    public void What_is_odd_is_a_finding_with_its_place(string what, string text, string expected)
    {
        List<TraceFinding> findings = [];

        _ = OtlpReader.Of(Encoding.Latin1.GetBytes(text), "odd", findings.Add).Read().ToArray();

        string told = string.Join("; ", findings.Select(finding => string.Create(
            CultureInfo.InvariantCulture,
            $"{finding.Rule} {finding.Severity}{(finding.Line == 0 ? string.Empty : $" {finding.Line}:{(expected.EndsWith('*') ? "*" : finding.Column)}")}")));
        Assert.True(string.Equals(told, expected, StringComparison.OrdinalIgnoreCase), $"{what}: {string.Join("; ", findings)}");
    }

    [Theory]
    [InlineData("\"spanId\":\"00f067aa0ba902b7\"", "OTLP-10")]
    [InlineData("\"traceId\":\"00000000000000000000000000000000\",\"spanId\":\"00f067aa0ba902b7\"", "OTLP-09 OTLP-10")]
    [InlineData("\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"xyz\"", "OTLP-09 OTLP-10")]
    [InlineData("\"traceId\":\"\\ud800\",\"spanId\":\"00f067aa0ba902b7\"", "OTLP-09 OTLP-10")]
    [InlineData("\"traceId\":17,\"spanId\":\"00f067aa0ba902b7\"", "OTLP-09 OTLP-10")]
    public void A_span_without_valid_ids_is_refused_and_counted(string ids, string rules)
    {
        List<TraceFinding> findings = [];
        OtlpReader reader = OtlpReader.Of(Encoding.UTF8.GetBytes(Request($"{{{ids}}},{{{Ids}}}")), "file", findings.Add);

        Assert.Single(reader.Read());

        Assert.Equal(rules, string.Join(' ', findings.Select(finding => finding.Rule)));
        Assert.Equal(new OtlpCounts(1, 1, 0, 1), reader.Counts);
    }

    [Fact]
    public void What_other_JSON_of_protobuf_writes_is_understood_and_said_to_be_foreign()
    {
        List<TraceFinding> findings = [];
        string text = Request("""{"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"APBnqgupArc=","kind":"SPAN_KIND_CLIENT","startTimeUnixNano":17,"status":{"code":"STATUS_CODE_ERROR"}}""");

        SpanRecord span = Assert.Single(OtlpReader.Of(Encoding.UTF8.GetBytes(text), "file", findings.Add).Read()).Span!;

        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "00f067aa0ba902b7"), (span.TraceId, span.SpanId));
        Assert.Equal((System.Diagnostics.ActivityKind.Client, System.Diagnostics.ActivityStatusCode.Error, 17), (span.Kind, span.Status, span.StartUnixNano));
        Assert.Equal(4, findings.Count);
        Assert.All(findings, finding => Assert.Equal((OtlpRules.ForeignForm, FindingSeverity.Warning), (finding.Rule, finding.Severity)));
    }

    [Fact]
    public void Odd_values_are_kept_as_text()
    {
        string text = SpanWith.Attribute + """{"intValue":"12345678901234567890"}},{"key":"b","value":{"boolValue":[1, 2]}},{"key":"c","value":{"doubleValue":"NaN"}},{"key":"d","value":{"intValue":5.0}""" + SpanWith.End;

        SpanRecord span = Assert.Single(OtlpReader.Of(Encoding.UTF8.GetBytes(text), "file", _ => { }).Read()).Span!;

        Assert.Equal("""{"k":"12345678901234567890","b":"[1, 2]","c":NaNdfff8000000000000,"d":5}""", SpanText.Of(span.Attributes));
    }

    [Fact]
    public void Members_in_another_order_say_the_same()
    {
        string text = $$$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{"status":{"code":2},{{{Ids}}},"name":"n"}],"schemaUrl":"s1","scope":{"version":"1","name":"lib"}}],"schemaUrl":"s2","resource":{"attributes":[{"value":{"stringValue":"v"},"key":"k"}]}}]}""";

        SpanRecord span = Assert.Single(OtlpReader.Of(Encoding.UTF8.GetBytes(text), "file").Read()).Span!;

        Assert.Equal(("lib", "1", "s1", "s2"), (span.Scope.Name, span.Scope.Version, span.Scope.Schema, span.Resource.Schema));
        Assert.Equal("""{"k":"v"}""", SpanText.Of(span.Resource.Attributes));
    }

    [Fact]
    public void A_broken_line_does_not_hide_the_others_and_a_torn_end_is_a_warning()
    {
        string good = Request($"{{{Ids}}}");
        List<TraceFinding> findings = [];

        OtlpItem[] items = [.. OtlpReader.Of(Encoding.UTF8.GetBytes($"{good}\n{good[..60]}\n\n{good}\r\n{good[..70]}"), "file", findings.Add).Read()];

        Assert.Equal([1L, 4L], items.Select(item => item.Line));
        Assert.Equal(["OTLP-04 2", "OTLP-05 5"], findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Rule} {finding.Line}")));
    }

    [Fact]
    public void A_broken_first_line_does_not_make_a_file_a_document()
    {
        string good = Request($"{{{Ids}}}");

        OtlpItem[] items = [.. OtlpReader.Of(Encoding.UTF8.GetBytes($"{good[..40]}\n{good}\n{good}\n"), "file", _ => { }).Read()];

        Assert.Equal(2, items.Length);
    }

    [Fact]
    public void Documents_over_several_lines_and_lists_of_requests_are_read()
    {
        string good = Request($"{{{Ids}}}");
        string document = good.Replace(",", ",\n", StringComparison.Ordinal).Replace("{", "{\n", StringComparison.Ordinal);

        OtlpItem[] two = [.. OtlpReader.Of([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{document}\n{document}")], "file").Read()];
        OtlpItem[] list = [.. OtlpReader.Of(Encoding.UTF8.GetBytes($"[{document},{good}]"), "file").Read()];

        Assert.Equal((2, 2), (two.Length, list.Length));
        Assert.Equal('{', (char)two[1].Json.Span[0]);
        Assert.True(two[1].Line > two[0].Line + 3);
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        List<TraceFinding> findings = [];
        string deep = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", 66)) + "{}" + string.Concat(Enumerable.Repeat("]}}", 66));

        SpanRecord kept = Assert.Single(OtlpReader.Of(Encoding.UTF8.GetBytes(SpanWith.Attribute + deep + SpanWith.End), "file", findings.Add).Read()).Span!;
        Assert.Empty(OtlpReader.Of(Encoding.UTF8.GetBytes(SpanWith.Attribute + new string('[', 100_000) + SpanWith.End), "file", findings.Add).Read());

        Assert.Single(kept.Attributes);
        Assert.Equal([OtlpRules.TooDeep, OtlpRules.Contract, OtlpRules.TooDeep], findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Without_a_taker_of_findings_the_first_error_is_thrown()
    {
        var failure = Assert.Throws<TraceFormatException>(() => OtlpReader.Of("{\"resourceSpans\":7}"u8.ToArray(), "file").Read().ToArray());

        Assert.Equal(("OTLP-09", 1, 18), (failure.Rule, failure.Line, failure.Column));
    }

    [Theory]
    [InlineData("{\"resourceSpans\":[", true)]
    [InlineData("[{\"resourceLogs\":[", true)]
    [InlineData("\n {\"other\":{\"a\":1},\"resourceSpans\":", true)]
    [InlineData("{\"resourceMetrics\":[]}", false)]
    [InlineData("{\"messages\":[]}", false)]
    [InlineData("resourceSpans", false)]
    [InlineData("", false)]
    public void A_file_is_recognised_by_its_beginning(string text, bool expected)
    {
        using var folder = new TempFolder();

        Assert.Equal(expected, OtlpReader.Recognises(folder.Write("file", Encoding.UTF8.GetBytes(text))));
        Assert.False(OtlpReader.Recognises(folder["absent"]));
    }

    private static string Request(string spans) => $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{spans}}]}]}]}""";

    private static OtlpItem[] Example(string name, Action<TraceFinding>? onFinding = null)
    {
        string? folder = SharedData.Folder("otel_spans");
        Assert.SkipWhen(folder is null, "skipped: the protocol's own examples (otel_spans) are not beside the repository");
        string path = Path.Combine(folder!, "otlp_proto_examples", name);
        return [.. OtlpReader.Open(path, onFinding).Read()];
    }

    private static class SpanWith
    {
        public const string Attribute = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + Ids + ",\"attributes\":[{\"key\":\"k\",\"value\":";
        public const string End = "}]}]}]}]}";
    }
}
