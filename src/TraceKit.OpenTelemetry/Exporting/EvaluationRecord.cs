using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>A label on its way to a log record, with the span that it judges.</summary>
/// <param name="Attributes">What it says.</param>
/// <param name="About">The span.</param>
internal sealed record EvaluationRecord(IReadOnlyList<KeyValuePair<string, object?>> Attributes, ActivityContext About);
