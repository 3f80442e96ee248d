using System.Collections.Concurrent;
using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Whether anybody but TraceKit listens to a source. Where nobody does, the user's program must not notice that there are activities.</summary>
/// <remarks>It is asked by making a source of the same name that no capture listens to; the answer is good for a tenth of a second.</remarks>
internal static class SourceAudience
{
    private const long GoodForMs = 100;

    private static readonly ConcurrentDictionary<string, (bool Any, long At)> Known = new(StringComparer.Ordinal);

    [ThreadStatic]
    private static bool isAsking;

    /// <summary>Whether this thread is asking now; then no capture listens.</summary>
    public static bool IsAsking => isAsking;

    public static bool HasOthers(ActivitySource source)
    {
        long now = Environment.TickCount64;
        if (Known.TryGetValue(source.Name, out (bool Any, long At) known) && now - known.At < GoodForMs)
        {
            return known.Any;
        }

        bool any = Ask(source.Name);
        Known[source.Name] = (any, now);
        return any;
    }

    private static bool Ask(string name)
    {
        isAsking = true;
        try
        {
            using var probe = new ActivitySource(name);
            return probe.HasListeners();
        }
        finally
        {
            isAsking = false;
        }
    }
}
