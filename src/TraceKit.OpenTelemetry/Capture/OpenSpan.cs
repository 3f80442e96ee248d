using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.OpenTelemetry.Reading;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>A foreign activity that has started, and where it stands.</summary>
internal sealed class OpenSpan(Activity activity, CapturedRun? run, ITraceScope? scope, OpenSpan? parent)
{
    private int _taken;
    private volatile bool _hasStopped;
    private volatile bool _isRecordedElsewhere;

    public Activity Activity => activity;

    /// <summary>The run that it belongs to; null when none was found at its start.</summary>
    public CapturedRun? Run => run;

    public ITraceScope? Scope => scope;

    /// <summary>The captured span around it, by what happened and not only by what the activity says.</summary>
    public OpenSpan? Parent => parent;

    /// <summary>What it is by its name.</summary>
    public SpanRole Role { get; } = SpanRole.Of(activity.OperationName);

    /// <summary>The trace of the outermost captured span around it; below a hidden span, an activity begins a trace of its own.</summary>
    public ActivityTraceId Trace { get; } = parent?.Trace ?? activity.TraceId;

    /// <summary>The span that was the innermost hidden one before it.</summary>
    public OpenSpan? OuterHidden { get; init; }

    /// <summary>Whether a wrapper records the same call or tool.</summary>
    public bool IsRecordedElsewhere
    {
        get => _isRecordedElsewhere;
        set => _isRecordedElsewhere = value;
    }

    public bool HasStopped
    {
        get => _hasStopped;
        set => _hasStopped = value;
    }

    /// <summary>Whether the caller is the one to copy it; each span is copied once.</summary>
    public bool Take() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>The span that tells the same as this one, such as the client's around a library's; null where there is none.</summary>
    public OpenSpan? Whole(SpanReading reading)
    {
        for (OpenSpan? around = parent; around is not null; around = around.Parent)
        {
            if (around.Role.Kind != SpanRoleKind.Other)
            {
                bool isSame = reading.Call is not null ? around.Role.Kind == SpanRoleKind.Call
                    : reading.Tool is { } tool && around.Role.Kind == SpanRoleKind.Tool && around.Role.Target == tool.Name;
                return isSame ? around : null;
            }
        }

        return null;
    }
}
