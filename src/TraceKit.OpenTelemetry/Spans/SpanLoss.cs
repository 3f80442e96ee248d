namespace TraceKit.OpenTelemetry.Spans;

/// <summary>What a span has lost by limits before it came here.</summary>
/// <param name="Attributes">Attributes that were dropped.</param>
/// <param name="Events">Events that were dropped.</param>
/// <param name="Links">Links that were dropped.</param>
public readonly record struct SpanLoss(int Attributes, int Events, int Links)
{
    /// <summary>Whether something was dropped.</summary>
    public bool Any => Attributes > 0 || Events > 0 || Links > 0;
}
