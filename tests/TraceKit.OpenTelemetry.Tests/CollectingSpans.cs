using System.Diagnostics;
using OpenTelemetry;

namespace TraceKit.OpenTelemetry.Tests;

/// <summary>Keeps the spans that a provider exports.</summary>
internal sealed class CollectingSpans : BaseExporter<Activity>
{
    private readonly List<Activity> _spans = [];

    public IReadOnlyList<Activity> All => _spans;

    public Activity Named(string name) => Assert.Single(_spans, span => span.DisplayName == name);

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            _spans.Add(span);
        }

        return ExportResult.Success;
    }
}
