using System.Text.Json;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>The shortest code that logs an event: <c>File.AppendAllText(path, JsonSerializer.Serialize(e))</c>.</summary>
internal sealed class AppendAllTextPeer(PeerSetting setting) : IPeer
{
    private readonly Lock _lock = new();

    public void Write(in Sample sample)
    {
        lock (_lock)
        {
            File.AppendAllText(setting.File, JsonSerializer.Serialize(PlainEvent.Of(sample), PlainJson.Default.PlainEvent) + '\n');
        }
    }

    public void Dispose()
    {
    }
}
