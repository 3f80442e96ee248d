using System.Collections.Concurrent;
using System.Diagnostics;

namespace TraceKit.Testing.Recording;

/// <summary>
/// Brings each activity to the recorder that it belongs to. Sources are shared by the whole process, so a listener of one test hears all
/// tests: here one set of listeners hears, and an activity goes to the recorder of its parent, else to that of the flow that starts it.
/// </summary>
internal static class ActivityRouter
{
    private static readonly string[] KnownPrefixes =
    [
        TraceKitDiagnostics.ActivitySourceName,
        "Experimental.Microsoft.Extensions.AI",
        "Microsoft.Extensions.AI",
        "Experimental.Microsoft.Agents.AI",
        "Microsoft.Agents.AI",
        "Microsoft.SemanticKernel",
        "OpenAI.",
        "Azure.AI.",
        "Experimental.ModelContextProtocol",
        "ModelContextProtocol",
    ];

    private static readonly AsyncLocal<TraceRecorder?> Flow = new();
    private static readonly ConcurrentDictionary<(ActivityTraceId, ActivitySpanId), TraceRecorder> Owners = new();
    private static readonly ConcurrentDictionary<string, Lazy<ActivityListener>> Listeners = new(StringComparer.Ordinal);
    private static readonly Lazy<ActivityListener> Known = new(() => Listen(IsKnown));

    /// <summary>The recorder of the flow that asks.</summary>
    public static TraceRecorder? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Whether a source speaks of models and agents.</summary>
    public static bool IsKnown(string source) => Array.Exists(KnownPrefixes, prefix => source.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Hears the known sources and these, until the process ends.</summary>
    public static void Hear(IEnumerable<string> sources)
    {
        _ = Known.Value;
        foreach (string source in sources.Where(source => !IsKnown(source)))
        {
            _ = Listeners.GetOrAdd(source, name => new Lazy<ActivityListener>(() => Listen(heard => heard == name))).Value;
        }
    }

    /// <summary>Forgets the activities of a recorder that is done.</summary>
    public static void Forget(IEnumerable<Activity> activities)
    {
        foreach (Activity activity in activities)
        {
            Owners.TryRemove((activity.TraceId, activity.SpanId), out _);
        }
    }

    private static ActivityListener Listen(Func<string, bool> hears)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => hears(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> starting) =>
                OwnerOf(starting.Parent.TraceId, starting.Parent.SpanId, starting.Source.Name) is null ? ActivitySamplingResult.None : ActivitySamplingResult.AllData,
            ActivityStarted = static activity =>
            {
                if (OwnerOf(activity.TraceId, activity.ParentSpanId, activity.Source.Name) is { } owner)
                {
                    Owners[(activity.TraceId, activity.SpanId)] = owner;
                    owner.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static TraceRecorder? OwnerOf(ActivityTraceId trace, ActivitySpanId parent, string source)
    {
        TraceRecorder? owner = parent != default && Owners.TryGetValue((trace, parent), out TraceRecorder? known) ? known : Flow.Value;
        return owner?.Hears(source) == true ? owner : null;
    }
}
