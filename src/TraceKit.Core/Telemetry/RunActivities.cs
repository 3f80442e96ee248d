using System.Diagnostics;
using TraceKit.Collection;

namespace TraceKit.Telemetry;

/// <summary>What .NET's activities need to be told so that they never reach into the agent.</summary>
internal static class RunActivities
{
    /// <summary>The id that events carry: the activity's where one is listened to, else one of our own.</summary>
    public static string SpanIdOf(Activity? activity, TraceIds ids) =>
        activity is { IdFormat: ActivityIdFormat.W3C } ? activity.SpanId.ToHexString() : ids.NewSpanId();

    /// <summary>
    /// Gives the ambient place back. Stopping does so only in the flow that stops: a caller whose run or decision was ended in a
    /// method that it awaited would still see the ended activity, and make it the parent of what it starts next.
    /// </summary>
    public static void Leave(Activity? activity, Activity? before)
    {
        if (activity is not null
            && before is not { IsStopped: true }
            && Activity.Current is { IsStopped: true } current
            && ReferenceEquals(current.Source, TraceKitDiagnostics.Source)
            && current.TraceId == activity.TraceId)
        {
            Activity.Current = before;
        }
    }

    /// <summary>A listener that throws when an activity stops would throw into the agent, and leave the activity current.</summary>
    public static void StopGuarded(Activity activity, Activity? before)
    {
        try
        {
            activity.Dispose();
        }
        catch (Exception)
        {
            TraceKitDiagnostics.Count(TraceKitDiagnostics.ListenerFailures);
            if (Activity.Current == activity)
            {
                Activity.Current = before;
            }
        }
    }
}
