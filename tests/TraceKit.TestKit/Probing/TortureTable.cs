using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Payloads;

namespace TraceKit.TestKit.Probing;

/// <summary>Values that break recorders, and what becomes of each.</summary>
public static class TortureTable
{
    /// <summary>All of them, in the order of <c>docs/format/payloads.md</c>.</summary>
    public static IReadOnlyList<TortureRow> All { get; } =
    [
        Text("an empty text", ""),
        Text("NUL in a text", "a\0b"),
        Text("every C0 control", string.Concat(Enumerable.Range(0, 32).Select(unit => (char)unit))),
        Text("DEL", "\u007f"),
        Text("NEL and the other C1 controls", string.Concat(Enumerable.Range(0x80, 32).Select(unit => (char)unit))),
        Text("LINE and PARAGRAPH SEPARATOR", "a\u2028b\u2029c"),
        Text("CR LF, LF and TAB", "a\r\nb\nc\td"),
        Text("bidirectional overrides", "\u202eabc\u202c\u2066x\u2069"),
        Text("a byte order mark inside", "a\ufeffb"),
        Text("combining characters", "e\u0301\u0302\u0303"),
        Text("an emoji of several code points", "👩‍👩‍👧‍👦🏳️‍🌈"),
        Text("noncharacters", "\ufffe\uffff\ud83f\udffe\udbff\udfff"),
        Text("private use and unassigned characters", "\ue000\u0378\ud888\udc00"),
        Text("the replacement character itself", "a\ufffdb"),
        Text("a text that spells \\uFFFD", "a\\uFFFD\\\\uFFFDb"),
        Text("a text that looks like the end of a line", "\"},\"crc\":\"00000000\"}\n{\"kind\":\"end\"}"),
        Text("a text that looks like a placeholder of a blob", BlobText.Of(new string('a', 64), 5)),
        Text("quotation marks and backslashes, nested", "\"\\\"\\\\\"\\\\\\\"/"),
        Text("HTML and quotation marks of others", "</script>&amp;'`+<!--"),
        Text("half a surrogate pair, the first", "a\ud800b"),
        Text("half a surrogate pair, the second", "a\udc00b"),
        Text("a surrogate pair in the wrong order", "\udc00\ud800"),
        Text("half a surrogate pair beside the replacement character", "\ufffd\ud800\ufffd"),
        Of("half a surrogate pair as a char", '\ud800'),
        Text("a text of 10 MB", new string('x', 10_000_000)),
        Of("a key of 5 MB", Keys(new string('k', 5_000_000))),
        new("a text of 100 MB", run => run.Emit(Some.Message(new string('x', 100_000_000))), _ => false),
        Of("an empty key", Keys("")),
        Of("the keys __proto__, $type, $id and constructor", Keys("__proto__", "$type", "$id", "constructor")),
        Of("half a surrogate pair in a key", Keys("a\ud800")),
        Of("two keys that both become the replacement character", Keys("\ud800", "\ud801")),
        Of("a million keys", Keys([.. Enumerable.Range(0, 1_000_000).Select(i => $"key {i}")])),
        Of<IReadOnlyDictionary<string, int>>("a dictionary with a null key", new OddDictionary(new KeyValuePair<string, int>(null!, 1))),
        Of<IReadOnlyDictionary<string, int>>("a dictionary with a key twice", new OddDictionary(new("a", 1), new("a", 2))),
        Of("NaN", double.NaN),
        Of("infinity", double.PositiveInfinity),
        Of("negative infinity", double.NegativeInfinity),
        Of("negative zero", -0.0),
        Of("the largest double", double.MaxValue),
        Of("the smallest double", double.Epsilon),
        Of("the largest decimal", decimal.MaxValue),
        Of("the smallest decimal", 0.0000000000000000000000000001m),
        Of("a decimal with zeros at its end", 1.10m),
        Of("2^53 + 1", 9_007_199_254_740_993L),
        Of("the smallest long", long.MinValue),
        Of("the largest ulong", ulong.MaxValue),
        Json("1e400 as JSON", "1e400"),
        Json("-0 as JSON", "-0"),
        Json("a number of 32 digits as JSON", "123456789012345678901234567890.10"),
        Json("empty containers as JSON", "[[],{},null,[{}]]"),
        Json("a member twice in JSON", """{"a":1,"a":2}"""),
        Json("a member twice in JSON, once escaped", """{"a":1,"\u0061":2}"""),
        Json("half a surrogate pair in JSON", "\"\\ud800\""),
        Json("half a surrogate pair in a key of JSON", "{\"\\ud800\":1}"),
        new("a member twice in JSON of a type of the user's", run => run.Emit(new Holder<JsonElement> { Value = Some.Json("""{"a":1,"a":2}""") }), _ => false),
        new("a JSON value that was never set", run => run.Emit(Some.LlmCall() with { Parsed = default(JsonElement) }), _ => false),
        new("a JSON value whose document is gone", run => run.Emit(Some.LlmCall() with { Parsed = Disposed() }), _ => false),
        new("objects 63 deep, the line's own makes 64", run => run.Emit(Nested(63)), _ => true),
        new("objects 64 deep", run => run.Emit(Nested(64)), _ => false),
        new("objects 100,000 deep", run => run.Emit(Nested(100_000)), _ => false),
        new("an object that holds itself", EmitKnot, _ => false),
        Of("the first DateTime", DateTime.MinValue),
        Of("the last DateTime", DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)),
        Of("the last DateTimeOffset", DateTimeOffset.MaxValue),
        Of("a DateTimeOffset far from Greenwich", new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromHours(14))),
        Of("the smallest TimeSpan", TimeSpan.MinValue),
        Of("the largest TimeSpan", TimeSpan.MaxValue),
        Of("an empty Guid", Guid.Empty),
        new("bytes", run => run.Emit(new Holder<byte[]> { Value = [0, 255, 254, 62] }), line => line.Read<Holder<byte[]>>().Value is [0, 255, 254, 62]),
        new("a memory of bytes", run => run.Emit(new Holder<ReadOnlyMemory<byte>> { Value = new byte[] { 0, 255 } }), line => line.Read<Holder<ReadOnlyMemory<byte>>>().Value.Span is [0, 255]),
        Of("a number that its enumeration does not have", (Mood)99),
        new("a word that its enumeration does not have", run => run.Emit(Some.LlmCall() with { Status = (LlmCallStatus)99 }), _ => false),
        new("a null in a list", run => run.Emit(new Holder<IReadOnlyList<string?>> { Value = ["a", null] }), line => line.Read<Holder<IReadOnlyList<string?>>>().Value is ["a", null]),
        Written("a converter that writes a raw line feed", writer => writer.WriteRawValue("{\n}")),
        Written("a converter that writes a member twice", Twice),
        Written("a converter that writes invalid UTF-8 as it is", writer => writer.WriteRawValue([(byte)'"', 0xFF, (byte)'"'], skipInputValidation: true)),
        Written("a converter that writes invalid UTF-8 as a text", writer => writer.WriteStringValue([(byte)'a', 0xFF])),
        Written("a converter that writes half an escaped surrogate pair", writer => writer.WriteRawValue("\"\\ud800\"")),
        Written("a converter that writes NaN as it is", writer => writer.WriteRawValue("NaN", skipInputValidation: true)),
        Written("a converter that writes half an object", writer => writer.WriteStartObject()),
        Written("a converter that writes nothing", _ => { }),
        Written("a converter that closes the line", writer => writer.WriteRawValue("null},{\"a\":1", skipInputValidation: true)),
        Written("a converter that adds a member to the line", writer => writer.WriteRawValue("null,\"answers\":0", skipInputValidation: true)),
        Written("a converter that nests a million objects", Nest),
        Read("a getter that throws", () => throw new InvalidOperationException("no")),
        Read("a getter that throws OutOfMemoryException", () => throw new InsufficientMemoryException("no")),
        new("a getter that emits", run => run.Emit(new Trap { OnRead = () => $"{run.Emit(new Note { Text = "inner" }).Seq}" }), _ => true),
        new("a getter that emits an event like its own, for ever", EmitForEver, _ => true),
        new("a getter that does not return", run => run.Emit(new Trap { OnRead = () => WaitFor(run) }), _ => false),
        new("a list that throws in its middle", run => run.Emit(new Holder<IReadOnlyList<int>> { Value = new OddList(Breaking) }), _ => false),
        new("a list without an end", run => run.Emit(new Holder<IReadOnlyList<int>> { Value = new OddList(Endless) }), _ => false),
    ];

    private static TortureRow Text(string name, string text) =>
        new(name, run => run.Emit(Some.Message(text)), recorded => recorded.Read<Message>().Content == text);

    private static TortureRow Of<TValue>(string name, TValue value) =>
        new(name, run => run.Emit(new Holder<TValue> { Value = value }), recorded => Same(recorded.Read<Holder<TValue>>().Value, value));

    private static TortureRow Json(string name, string json) =>
        new(name, run => run.Emit(Some.LlmCall() with { Parsed = Some.Json(json) }), recorded => recorded.Read<LlmCall>().Parsed?.GetRawText() == json);

    private static TortureRow Written(string name, Action<Utf8JsonWriter> write) => new(name, run => run.Emit(new Scribble { Write = write }), _ => false);

    private static TortureRow Read(string name, Func<string> getter) => new(name, run => run.Emit(new Trap { OnRead = getter }), _ => false);

    private static bool Same<TValue>(TValue left, TValue right) => (left, right) switch
    {
        (Dictionary<string, int> read, Dictionary<string, int> written) => read.Count == written.Count && read.All(pair => written.TryGetValue(pair.Key, out int value) && value == pair.Value),
        (double read, double written) => BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(written),
        (decimal read, decimal written) => decimal.GetBits(read).AsSpan().SequenceEqual(decimal.GetBits(written)),
        _ => Equals(left, right),
    };

    private static Dictionary<string, int> Keys(params string[] keys) => keys.ToDictionary(key => key, _ => 1, StringComparer.Ordinal);

    private static Knot Nested(int depth)
    {
        var knot = new Knot();
        for (int i = 1; i < depth; i++)
        {
            knot = new Knot { Inner = knot };
        }

        return knot;
    }

    private static void EmitKnot(TraceRun run)
    {
        var knot = new Knot();
        knot.Inner = knot;
        run.Emit(knot);
    }

    private static void EmitForEver(TraceRun run)
    {
        string Again()
        {
            run.Emit(new Trap { OnRead = Again });
            return "outer";
        }

        run.Emit(new Trap { OnRead = Again });
    }

    /// <summary>Waits until the run has ended, and so longer than the event that is being written.</summary>
    private static string WaitFor(TraceRun run)
    {
        SpinWait.SpinUntil(() => File.ReadAllText(run.Path!).Contains("\"kind\":\"end\"", StringComparison.Ordinal));
        return "late";
    }

    private static JsonElement Disposed()
    {
        using var document = JsonDocument.Parse("{}");
        return document.RootElement;
    }

    private static void Twice(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("a"u8, 1);
        writer.WriteNumber("a"u8, 2);
        writer.WriteEndObject();
    }

    private static void Nest(Utf8JsonWriter writer)
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            writer.WriteStartArray();
        }
    }

    private static IEnumerable<int> Breaking()
    {
        yield return 1;
        throw new InvalidOperationException("no more");
    }

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
        {
            yield return i;
        }
    }
}
