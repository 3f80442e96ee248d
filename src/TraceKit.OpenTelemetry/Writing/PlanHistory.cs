using System.Diagnostics;
using TraceKit.Agents;
using TraceKit.Telemetry;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>Numbers the plans of one run and remembers the span of the last; safe for threads.</summary>
internal sealed class PlanHistory
{
    private readonly Lock _lock = new();
    private int _plans;
    private ActivityContext _last;

    /// <summary>The place of a plan in the making; null when the decision makes none.</summary>
    public PlanPlace? Next(ToldEvent input)
    {
        if (!SpanComposer.IsPlan(input))
        {
            return null;
        }

        lock (_lock)
        {
            return new PlanPlace(_plans++, input.As<ReplannerInput>() is not null, _last);
        }
    }

    /// <summary>Remembers the span of a plan.</summary>
    public void Remember(ToldEvent input, ActivityContext span)
    {
        if (SpanComposer.IsPlan(input))
        {
            lock (_lock)
            {
                _last = span;
            }
        }
    }
}
