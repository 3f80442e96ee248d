using System.Text.Json;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>What one writes by hand to survive a power cut: a line, then fdatasync, under a lock.</summary>
internal sealed class SyncLoopPeer(PeerSetting setting) : IPeer
{
    private readonly Lock _lock = new();
    private readonly AppendDescriptor _file = new(setting.File);

    public void Write(in Sample sample)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(PlainEvent.Of(sample), PlainJson.Default.PlainEvent), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
            _file.Sync();
        }
    }

    public void Dispose() => _file.Dispose();
}
