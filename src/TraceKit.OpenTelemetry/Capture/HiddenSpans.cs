using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>
/// Takes activities that exist only because of the capture out of <see cref="Activity.Current"/>: otherwise they would become the parents of
/// the user's own, which then point to a span that he never exports, and are not sampled where his sampler follows the parent.
/// </summary>
internal sealed class HiddenSpans
{
    private readonly AsyncLocal<OpenSpan?> _innermost = new();

    /// <summary>The innermost hidden span of this flow that is open.</summary>
    public OpenSpan? Innermost
    {
        get
        {
            OpenSpan? span = _innermost.Value;
            while (span is { HasStopped: true })
            {
                span = span.OuterHidden;
            }

            return span;
        }
    }

    /// <summary>The hidden span that an activity has started in: it would be its parent, had it not been hidden.</summary>
    public OpenSpan? Around(Activity activity) =>
        Innermost is { } hidden && ReferenceEquals(hidden.Activity.Parent, activity.Parent) ? hidden : null;

    /// <summary>Hides a span that has just started. One with a parent given by ids is left: what was current before it is not known.</summary>
    public void Hide(OpenSpan span)
    {
        Activity activity = span.Activity;
        if (ReferenceEquals(Activity.Current, activity) && (activity.Parent is not null || activity.ParentId is null))
        {
            Activity.Current = activity.Parent;
            _innermost.Value = span;
        }
    }

    public void Stopped(OpenSpan span)
    {
        span.HasStopped = true;
        if (ReferenceEquals(_innermost.Value, span))
        {
            _innermost.Value = span.OuterHidden;
        }
    }
}
