using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.OpenTelemetry.Otlp;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

public sealed class OtlpFileSpecs
{
    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(SomeSpans.Spans, SomeSpans.Logs, (spans, logs) =>
    {
        byte[] file = Write(writer =>
        {
            writer.Write(spans.ToArray());
            writer.Write(logs.ToArray());
        });

        List<TraceFinding> findings = [];
        OtlpReader reader = OtlpReader.Of(file, "file", findings.Add);
        OtlpItem[] items = [.. reader.Read()];

        Assert.Empty(findings);
        Assert.Equal(SpanText.Of(spans), SpanText.Of(items.Select(item => item.Span).OfType<SpanRecord>()));
        Assert.Equal(SpanText.Of(logs), SpanText.Of(items.Select(item => item.Log).OfType<SpanLog>()));
        Assert.Equal(new OtlpCounts(2, spans.Count, logs.Count, 0), reader.Counts);
        Assert.Equal(file, Write(writer =>
        {
            writer.Write([.. items.Select(item => item.Span).OfType<SpanRecord>()]);
            writer.Write([.. items.Select(item => item.Log).OfType<SpanLog>()]);
        }));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Spans_of_one_resource_and_scope_share_a_group_and_the_order_stays()
    {
        var resource = new SpanResource([new("service.name", "agent")]);
        var scope = new SpanScope("TraceKit");
        SpanRecord[] spans = [.. SomeSpans.Many(3).Select(span => span with { Resource = resource, Scope = scope }), SomeSpans.One(4), SomeSpans.One(5) with { Resource = resource, Scope = scope }];

        string line = Encoding.UTF8.GetString(Write(writer => writer.Write(spans)));

        Assert.Equal(3, line.Split("\"resource\":").Length - 1);
        Assert.Equal(3, line.Split("\"scope\":").Length - 1);
        Assert.Equal(1, line.Count(character => character == '\n'));
        Assert.Equal([1, 2, 3, 4, 5], Spans(line).Select(span => Convert.ToInt32(span.SpanId, 16)));
    }

    [Fact]
    public void Each_item_knows_its_bytes_in_the_file()
    {
        byte[] file = [.. "\r\n"u8, .. Write(writer => writer.Write(SomeSpans.Many(2))), .. Write(writer => writer.Write([SomeSpans.One(3)]))];

        OtlpItem[] items = [.. OtlpReader.Of(file, "file").Read()];

        Assert.Equal([2L, 2L, 3L], items.Select(item => item.Line));
        Assert.All(items, item => Assert.Equal(file.AsSpan((int)item.Offset, item.Length), item.Json.Span));
        Assert.All(items, item => Assert.StartsWith("{\"traceId\":", Encoding.UTF8.GetString(item.Json.Span), StringComparison.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(items[2].Json.Span)), items[2].Sha256);
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        SpanRecord span = Assert.Single(Spans(Encoding.UTF8.GetString(Write(writer => writer.Write([SomeSpans.One(1, new KeyValuePair<string, object?>("k", "a\ud800b"))])))));

        Assert.Equal("a\ufffdb", span.Attributes[0].Value);
    }

    [Fact]
    public void Values_of_other_types_are_written_as_what_is_nearest()
    {
        SpanRecord span = Assert.Single(Spans(Encoding.UTF8.GetString(Write(writer => writer.Write([SomeSpans.One(
            1,
            new("int", 7),
            new("float", 0.5f),
            new("strings", new[] { "a" }),
            new("longs", new[] { 1L, 2L }),
            new("decimal", 1.5m))])))));

        Assert.Equal("""{"int":7,"float":0.5d3fe0000000000000,"strings":["a"],"longs":[1,2],"decimal":"1.5"}""", SpanText.Of(span.Attributes));
    }

    [Fact]
    public void A_value_that_is_nested_too_deep_is_refused_and_nothing_of_it_is_written()
    {
        object? value = "deep";
        for (int level = 0; level < 100; level++)
        {
            value = new object?[] { value };
        }

        using var stream = new MemoryStream();
        using var writer = new OtlpFileWriter(stream);

        Assert.Throws<OtlpException>(() => writer.Write([SomeSpans.One(1, new KeyValuePair<string, object?>("k", value))]));
        Assert.Equal(0, stream.Length);
        writer.Write([SomeSpans.One()]);
        Assert.Single(OtlpReader.Of(stream.ToArray(), "file").Read());
    }

    internal static byte[] Write(Action<OtlpFileWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new OtlpFileWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static SpanRecord[] Spans(string text) => [.. OtlpReader.Of(Encoding.UTF8.GetBytes(text), "file").Read().Select(item => item.Span!)];
}
