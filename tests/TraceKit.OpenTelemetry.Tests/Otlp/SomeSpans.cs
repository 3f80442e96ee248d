using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Tests.Otlp;

/// <summary>Spans and log records, arbitrary ones among them. Optional texts are absent or not empty: the wire cannot tell the two apart.</summary>
internal static class SomeSpans
{
    private const int Size = 12;

    private static readonly string[] Troublesome =
    [
        "\"", "\\", "\n", "\r\n", "\0", "\u001f", "\u007f", "\u2028", "\ufeff", "\ufffd", "😀", "é", "</script>", "{\"a\":1}", "", " ", "\\u0041",
    ];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements(Troublesome),
        Gen.Choose(0, 0xD7FF).Select(unit => ((char)unit).ToString()),
        Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32),
        Gen.Choose(32, 127).Select(unit => ((char)unit).ToString()));

    private static readonly Gen<string> Text = Piece.ListOf().Select(pieces => string.Concat(pieces));
    private static readonly Gen<string?> Maybe = Gen.OneOf(Gen.Constant<string?>(null), Text.Where(text => text.Length > 0).Select(text => (string?)text));
    private static readonly Gen<long> Long = Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number), Gen.Elements(long.MinValue, long.MaxValue, 0, -1, 9007199254740993));
    private static readonly Gen<long> Time = Gen.OneOf(Gen.Constant(0L), Gen.Choose(0, int.MaxValue).Select(number => 1_700_000_000_000_000_000 + number), Gen.Constant(long.MaxValue));
    private static readonly Gen<double> Double = Gen.OneOf(
        Gen.Choose(-1000, 1000).Select(number => number / 8.0),
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -0.0, 0.1));

    private static readonly Gen<int> Count = Gen.OneOf(Gen.Constant(0), Gen.Choose(0, int.MaxValue));
    private static readonly Gen<uint> Flags = Gen.Elements(0u, 1u, 0x100u, 0x301u, uint.MaxValue);

    private static readonly Gen<SpanResource> Resource = Attributes(2).SelectMany(_ => Maybe, (attributes, schema) => new SpanResource(attributes, schema)).SelectMany(_ => Count, (resource, lost) => resource with { DroppedAttributes = lost });

    private static readonly Gen<SpanScope> Scope =
        from name in Text
        from version in Maybe
        from schema in Maybe
        from attributes in Attributes(1)
        from lost in Count
        select new SpanScope(name, version, schema) { Attributes = attributes, DroppedAttributes = lost };

    private static readonly Gen<SpanEvent> Event =
        from name in Text
        from time in Time
        from attributes in Attributes(1)
        from lost in Count
        select new SpanEvent(name, time, attributes) { DroppedAttributes = lost };

    private static readonly Gen<SpanLink> Link =
        from trace in Id(32)
        from span in Id(16)
        from state in Maybe
        from flags in Flags
        from attributes in Attributes(1)
        from lost in Count
        select new SpanLink(trace, span, attributes) { TraceState = state, Flags = flags, DroppedAttributes = lost };

    private static readonly Gen<SpanRecord> Span =
        from trace in Id(32)
        from span in Id(16)
        from parent in Gen.OneOf(Gen.Constant<string?>(null), Id(16).Select(id => (string?)id))
        from texts in Maybe.Two()
        from name in Text
        from flags in Flags
        from kind in Gen.Elements(Enum.GetValues<ActivityKind>())
        from status in Gen.Elements(Enum.GetValues<ActivityStatusCode>())
        from times in Time.Two()
        from attributes in Attributes(3)
        from events in Event.ListOf(2)
        from links in Link.ListOf(2)
        from lost in Count.Three()
        from resource in Resource
        from scope in Scope
        select new SpanRecord
        {
            TraceId = trace,
            SpanId = span,
            ParentSpanId = parent,
            TraceState = texts.Item1,
            StatusMessage = texts.Item2,
            Flags = flags,
            Name = name,
            Kind = kind,
            Status = status,
            StartUnixNano = times.Item1,
            EndUnixNano = times.Item2,
            Attributes = attributes,
            Events = [.. events],
            Links = [.. links],
            Loss = new SpanLoss(lost.Item1, lost.Item2, lost.Item3),
            Resource = resource,
            Scope = scope,
        };

    private static readonly Gen<SpanLog> Log =
        from trace in Gen.OneOf(Gen.Constant<string?>(null), Id(32).Select(id => (string?)id))
        from span in Gen.OneOf(Gen.Constant<string?>(null), Id(16).Select(id => (string?)id))
        from texts in Maybe.Two()
        from severity in Gen.Choose(0, 24)
        from times in Time.Two()
        from flags in Gen.Elements(0u, 1u)
        from body in Value(2)
        from attributes in Attributes(3)
        from lost in Count
        from resource in Resource
        from scope in Scope
        select new SpanLog
        {
            TraceId = trace,
            SpanId = span,
            EventName = texts.Item1,
            SeverityText = texts.Item2,
            Severity = severity,
            UnixNano = times.Item1,
            ObservedUnixNano = times.Item2,
            Flags = flags,
            Body = body,
            Attributes = attributes,
            DroppedAttributes = lost,
            Resource = resource,
            Scope = scope,
        };

    public static Arbitrary<List<SpanRecord>> Spans { get; } = Span.NonEmptyListOf().Resize(Size).ToArbitrary();

    public static Arbitrary<List<SpanLog>> Logs { get; } = Log.NonEmptyListOf().Resize(Size).ToArbitrary();

    /// <summary>A span that says little.</summary>
    public static SpanRecord One(int number = 1, params KeyValuePair<string, object?>[] attributes) => new()
    {
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = number.ToString("x16", CultureInfo.InvariantCulture),
        Name = "chat gpt-4o",
        Kind = ActivityKind.Client,
        StartUnixNano = 1_700_000_000_000_000_001,
        EndUnixNano = 1_700_000_001_000_000_002,
        Attributes = attributes,
    };

    /// <summary>Spans of a run, in the order of their numbers.</summary>
    public static SpanRecord[] Many(int count, int attributeLength = 0) =>
        [.. Enumerable.Range(1, count).Select(number => One(number, new("gen_ai.operation.name", "chat"), new("text", new string('x', attributeLength))))];

    private static Gen<string> Id(int digits) => Gen.Elements("0123456789abcdef".ToCharArray()).ArrayOf(digits).Select(id => new string(id)).Where(id => id.AsSpan().ContainsAnyExcept('0'));

    private static Gen<KeyValuePair<string, object?>[]> Attributes(int depth) => Text.Where(key => key.Length > 0)
        .SelectMany(_ => Value(depth), (key, value) => new KeyValuePair<string, object?>(key, value))
        .ListOf(3)
        .Select(list => list.DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToArray());

    private static Gen<object?> Value(int depth)
    {
        Gen<object?>[] plain =
        [
            Gen.Constant<object?>(null),
            Text.Select(text => (object?)text),
            Gen.Elements<object?>(true, false),
            Long.Select(number => (object?)number),
            Double.Select(number => (object?)number),
            Gen.Choose(0, 255).Select(unit => (byte)unit).ListOf().Select(bytes => (object?)bytes.ToArray()),
        ];
        return depth == 0
            ? Gen.OneOf(plain)
            : Gen.OneOf([.. plain, Value(depth - 1).ListOf(2).Select(values => (object?)values.ToArray()), Attributes(depth - 1).Select(pairs => (object?)pairs)]);
    }
}
