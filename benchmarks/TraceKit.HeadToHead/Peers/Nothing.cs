using TraceKit.HeadToHead.Measuring;
using TraceKit.Tools;

namespace TraceKit.HeadToHead.Peers;

/// <summary>Builds the event and does nothing with it: what the workload itself costs.</summary>
internal sealed class Nothing : IPeer
{
    private ToolResult? _last;

    public void Write(in Sample sample) => _last = TraceKitPeer.EventOf(sample);

    public void Dispose() => GC.KeepAlive(_last);
}
