using TraceKit.Contract;

namespace TraceKit.Collection;

/// <summary>Works beside the runs of one collector and adds to them what it sees, such as the capture of foreign activities. It never throws.</summary>
internal interface IRunCompanion : IDisposable
{
    /// <summary>A run has started; called on the thread that started it.</summary>
    void Started(TraceRun run);

    /// <summary>An event was emitted, by whomever; called on the emitter's thread.</summary>
    void Emitted<TEvent>(TraceRun run, TEvent data)
        where TEvent : ITraceEvent<TEvent>;

    /// <summary>A run ends and takes its last events now; called before the seal, on the thread that ends it, which waits.</summary>
    void Ending(TraceRun run);
}
