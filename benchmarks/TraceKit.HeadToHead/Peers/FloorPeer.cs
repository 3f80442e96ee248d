using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TraceKit.HeadToHead.Measuring;

namespace TraceKit.HeadToHead.Peers;

/// <summary>The bare job: bytes written by hand for this one event, handed on under a lock. No checks, no redaction, no checksum: the floor.</summary>
internal sealed class FloorPeer : IPeer
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', '\u007f']);

    private readonly Lock _lock = new();
    private readonly ILineFile _file;
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"{{\"kind\":\"event\",\"run_id\":\"{Sample.RunId}\",\"seq\":");

    [ThreadStatic]
    private static byte[]? line;

    private long _seq;

    private readonly Func<ILineFile> _another;

    /// <summary>Makes the floor.</summary>
    /// <param name="open">Opens a file of its own.</param>
    public FloorPeer(Func<ILineFile> open) => (_file, _another) = (open(), open);

    /// <summary>Each thread has a file of its own, as each has a run of TraceKit's.</summary>
    public IPeer ForThread() => new FloorPeer(_another);

    public void Write(in Sample sample)
    {
        byte[] bytes = line ??= new byte[64 * 1024];
        lock (_lock)
        {
            int at = Copy(bytes, 0, _prefix);
            at = Number(bytes, at, _seq);
            at = Copy(bytes, at, ",\"time\":\""u8);
            DateTime.UtcNow.TryFormat(bytes.AsSpan(at), out int length, "O", CultureInfo.InvariantCulture);
            at = Copy(bytes, at + length, "\",\"step\":"u8);
            at = Number(bytes, at, sample.Step);
            at = Copy(bytes, at, ",\"role\":\"tool\",\"type\":\"tool_result\",\"version\":1,\"data\":{\"call_id\":\""u8);
            at = Text(bytes, at, sample.CallId);
            at = Copy(bytes, at, "\",\"name\":\""u8);
            at = Text(bytes, at, Sample.Name);
            at = Copy(bytes, at, "\",\"ok\":true,\"content\":\""u8);
            at = Text(bytes, at, sample.Content);
            at = Copy(bytes, at, "\",\"latency_ms\":"u8);
            Utf8Formatter.TryFormat(sample.LatencyMs, bytes.AsSpan(at), out length);
            at = Copy(bytes, at + length, ",\"schema_verdict\":\""u8);
            at = Text(bytes, at, Sample.Verdict);
            at = Copy(bytes, at, "\"}}\n"u8);
            _file.Write(bytes.AsSpan(0, at));
            _seq++;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int Copy(byte[] bytes, int at, ReadOnlySpan<byte> part)
    {
        part.CopyTo(bytes.AsSpan(at));
        return at + part.Length;
    }

    private static int Number(byte[] bytes, int at, long value)
    {
        Utf8Formatter.TryFormat(value, bytes.AsSpan(at), out int length);
        return at + length;
    }

    private static int Text(byte[] bytes, int at, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int plain = text.IndexOfAny(Escaped);
            Utf8.FromUtf16(plain < 0 ? text : text[..plain], bytes.AsSpan(at), out _, out int written);
            at += written;
            if (plain < 0)
            {
                return at;
            }

            at = Escape(bytes, at, text[plain]);
            text = text[(plain + 1)..];
        }
    }

    private static int Escape(byte[] bytes, int at, char character)
    {
        byte letter = character switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => throw new NotSupportedException("The event of this benchmark holds no such character."),
        };
        bytes[at] = (byte)'\\';
        bytes[at + 1] = letter;
        return at + 2;
    }
}
