using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Reading;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>A run file as spans: those that were exported while the run happened, or would have been.</summary>
/// <param name="Spans">The spans, the run's own first.</param>
/// <param name="Logs">The labels, as <c>gen_ai.evaluation.result</c>.</param>
/// <remarks>
/// Ids are those of the live spans where the file knows them, else derived from the run's id and the same each time, so that what is sent
/// twice is seen as sent twice.
/// </remarks>
public sealed record RunSpans(IReadOnlyList<SpanRecord> Spans, IReadOnlyList<SpanLog> Logs)
{
    /// <summary>Makes the spans of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="profile">The version of the conventions. Default: <see cref="GenAiProfile.Version141"/>.</param>
    /// <param name="content">Whether they carry what was said, such as prompts. Default: no.</param>
    /// <param name="maxContentLength">The longest attribute with content, in UTF-16 units; a longer one is shortened part by part and says so. Default: 65,536.</param>
    public static RunSpans Of(RecordedRun run, GenAiProfile? profile = null, bool content = false, int maxContentLength = SpanContent.DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfNegative(maxContentLength);
        return new RunSpanReader(run, profile ?? GenAiProfile.Version141, new SpanContent(content, maxContentLength)).Read();
    }
}
