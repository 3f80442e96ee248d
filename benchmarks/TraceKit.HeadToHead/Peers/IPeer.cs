using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>What writes events. Disposing it puts everything where it belongs, as its documentation asks for.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Writes one event. Called by any number of threads.</summary>
    void Write(in Sample sample);

    /// <summary>The peer as one thread of several is to use it. Default: all share one.</summary>
    IPeer ForThread() => this;
}
