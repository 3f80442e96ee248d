using System.Buffers;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>An event's members around its data.</summary>
internal readonly ref struct EventFrame(ReadOnlySpan<byte> members, JsonPlace data)
{
    private readonly ReadOnlySpan<byte> _before = members[..data.Start];
    private readonly ReadOnlySpan<byte> _after = members[(data.Start + data.Length)..^1];

    public ReadOnlySpan<byte> Data { get; } = members.Slice(data.Start, data.Length);

    public int EnvelopeLength => _before.Length + _after.Length + 1;

    /// <summary>Writes what stands before the data.</summary>
    public void Begin(EventBytes output) => output.Write(_before);

    /// <summary>Writes what stands after the data, then more members.</summary>
    public void End(EventBytes output, Action<Utf8JsonWriter> more)
    {
        output.Write(_after);
        var added = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(added, EventBuffer.WriterOptions))
        {
            writer.WriteStartObject();
            more(writer);
            writer.WriteEndObject();
        }

        ReadOnlySpan<byte> last = added.WrittenSpan;
        if (last.Length > 2)
        {
            output.Write(","u8);
        }

        output.Write(last[1..]);
    }
}
