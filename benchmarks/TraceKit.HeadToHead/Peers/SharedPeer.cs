using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>A peer that all threads share although each could have one of its own.</summary>
internal sealed class SharedPeer(IPeer peer) : IPeer
{
    public void Write(in Sample sample) => peer.Write(sample);

    public void Dispose() => peer.Dispose();
}
