using System.Diagnostics;
using TraceKit.RunFiles;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Shows runs as the GenAI conventions want them.</summary>
/// <param name="settings">How, at the time of asking.</param>
/// <param name="measurements">The instruments of a profile.</param>
/// <param name="evaluations">Takes labels. Null: they are events of spans.</param>
internal sealed class GenAiTelemetry(
    Func<SpanSettings> settings,
    Func<SpanSettings, GenAiMeasurements> measurements,
    Action<IReadOnlyList<KeyValuePair<string, object?>>, ActivityContext>? evaluations = null) : RunTelemetry
{
    public override bool IsMeasuring => measurements(settings()).IsRead;

    public override SpanWriter Open(RunHeader run, Func<string, string> redact)
    {
        SpanSettings now = settings();
        return new GenAiSpanWriter(new SpanComposer(now.InForce, run, redact, now.Content), measurements(now), run, now.Content, evaluations);
    }

    public override void Dispose()
    {
        // its instruments are the process's, or end with who made them
    }
}
