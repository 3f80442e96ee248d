using TraceKit.OpenTelemetry.Capture;
using TraceKit.OpenTelemetry.Reading;
using TraceKit.OpenTelemetry.Spans;

namespace TraceKit.OpenTelemetry.Importing;

/// <summary>The spans of one trace, read, in the order in which they ended.</summary>
internal sealed class SpanTree
{
    private readonly Dictionary<string, SpanReading> _byId = new(StringComparer.Ordinal);

    public SpanTree(IEnumerable<ImportedSpan> spans)
    {
        var kept = new List<(ImportedSpan Imported, SpanReading Reading)>();
        foreach (ImportedSpan imported in spans)
        {
            SpanReading reading = SpanReader.Read(imported.Span);
            if (_byId.TryAdd(imported.Span.SpanId, reading))
            {
                kept.Add((imported, reading));
            }
            else
            {
                Duplicates++;
            }
        }

        Spans =
        [
            .. kept
                .OrderBy(span => End(span.Imported.Span))
                .ThenByDescending(span => Depth(span.Reading))
                .ThenBy(span => span.Imported.Span.StartUnixNano)
                .ThenBy(span => span.Imported.Span.SpanId, StringComparer.Ordinal),
        ];
        Root = Spans.Select(span => span.Reading).OrderBy(Depth).ThenBy(reading => reading.Span.StartUnixNano).ThenBy(reading => reading.Span.SpanId, StringComparer.Ordinal).First();
    }

    /// <summary>The spans; what never ended comes last.</summary>
    public IReadOnlyList<(ImportedSpan Imported, SpanReading Reading)> Spans { get; }

    /// <summary>The outermost span, the first of several.</summary>
    public SpanReading Root { get; }

    /// <summary>Number of spans that repeat an id.</summary>
    public int Duplicates { get; }

    /// <summary>The span that tells the same as this one: the call or tool around it, with nothing but plain spans between.</summary>
    public string? Whole(SpanReading reading)
    {
        if (reading.Call is null && reading.Tool is null)
        {
            return null;
        }

        foreach (SpanReading around in Around(reading))
        {
            if (around.Call is not null || around.Tool is not null || SpanRole.Of(around.Span.Name).Kind == SpanRoleKind.Step || IsAgent(around))
            {
                bool isSame = reading.Call is not null ? around.Call is not null : around.Tool?.Name == reading.Tool!.Name;
                return isSame ? around.Span.SpanId : null;
            }
        }

        return null;
    }

    private static bool IsAgent(SpanReading reading) => reading.Operation is "invoke_agent" or "invoke_workflow";

    private static long End(SpanRecord span) => span.EndUnixNano > 0 ? span.EndUnixNano : long.MaxValue;

    private int Depth(SpanReading reading) => Around(reading).Count();

    /// <summary>The spans around one, from the inside out; a file may say that two are around each other.</summary>
    private IEnumerable<SpanReading> Around(SpanReading reading)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { reading.Span.SpanId };
        while (reading.Span.ParentSpanId is { } parent && _byId.TryGetValue(parent, out SpanReading? around) && seen.Add(parent))
        {
            yield return around;
            reading = around;
        }
    }
}
