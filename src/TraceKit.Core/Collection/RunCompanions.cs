using TraceKit.Contract;

namespace TraceKit.Collection;

/// <summary>The companions of one collector.</summary>
internal sealed class RunCompanions(IReadOnlyList<IRunCompanion> all) : IDisposable
{
    public static RunCompanions None { get; } = new([]);

    /// <summary>Whether there is one: only then are runs and decisions followed through the flow.</summary>
    public bool Any => all.Count > 0;

    public static RunCompanions Of(TraceKitOptions options, TraceCollector collector) =>
        options.Companions.Count == 0 ? None : new([.. options.Companions.Values.Select(make => make(collector))]);

    public void Started(TraceRun run)
    {
        foreach (IRunCompanion companion in all)
        {
            companion.Started(run);
        }
    }

    public void Emitted<TEvent>(TraceRun run, TEvent data)
        where TEvent : ITraceEvent<TEvent>
    {
        foreach (IRunCompanion companion in all)
        {
            companion.Emitted(run, data);
        }
    }

    public void Ending(TraceRun run)
    {
        foreach (IRunCompanion companion in all)
        {
            companion.Ending(run);
        }
    }

    public void Dispose()
    {
        foreach (IRunCompanion companion in all)
        {
            companion.Dispose();
        }
    }
}
