using System.Diagnostics;
using System.Globalization;
using TraceKit.OpenTelemetry.Importing;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.OpenTelemetry.Tests.Reading;

/// <summary>Spans of other libraries, and what an import makes of them.</summary>
internal static class SomeSpan
{
    public const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    public const string Meai = "Experimental.Microsoft.Extensions.AI";

    private const long Second = 1_000_000_000;

    private static readonly long Start = new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * Second;

    /// <summary>A span of a source, in the order of the numbers; a number is a second.</summary>
    public static SpanRecord Of(string source, string name, int number, params (string Key, object? Value)[] attributes) => new()
    {
        TraceId = TraceId,
        SpanId = Id(number),
        Name = name,
        Kind = ActivityKind.Client,
        StartUnixNano = Start + (number * Second),
        EndUnixNano = Start + (number * Second) + (Second / 2),
        Attributes = [.. attributes.Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value))],
        Scope = new SpanScope(source, "1.0"),
    };

    public static string Id(int number) => number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The run that an import makes of spans of one trace; its file is in order.</summary>
    public static RecordedRun Import(params IEnumerable<SpanRecord> spans)
    {
        using var folder = new TempFolder();
        SpanImportReport report = SpanImport.Write(spans.Select(span => new ImportedSpan(span, new EventOrigin { Format = "test" })), new SpanImportOptions { Out = folder.Path, Environment = "test" });
        return Assert.Single(RunFileReader.ReadStrict(Path.Combine(folder.Path, Assert.Single(report.Files))));
    }

    /// <summary>The one event of a type.</summary>
    public static T Only<T>(this RecordedRun run)
        where T : class, Contract.ITraceEvent<T> => Assert.Single(run.All<T>());

    /// <summary>The events of a type, in order.</summary>
    public static IReadOnlyList<T> All<T>(this RecordedRun run)
        where T : class, Contract.ITraceEvent<T> => [.. run.Events.Select(recorded => recorded.TryRead<T>()).OfType<T>()];

    public static IEnumerable<string> Types(this RecordedRun run) => run.Events.Select(recorded => recorded.Type);
}
