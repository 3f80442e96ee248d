using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace TraceKit.HeadToHead.Sink;

/// <summary>One connection: requests one after the other, each with a body of a stated length or in chunks.</summary>
internal sealed class SinkConnection(NetworkStream stream)
{
    private static readonly byte[] Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray();
    private static readonly byte[] GoOn = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    /// <summary>Takes the next request and answers it.</summary>
    /// <returns>Its body, or null when there is none any more.</returns>
    public async Task<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        int head;
        while ((head = _bytes.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await ReadAsync(cancellationToken))
            {
                return null;
            }
        }

        string headers = Encoding.ASCII.GetString(_bytes, 0, head);
        Drop(head + 4);
        if (headers.Contains("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(GoOn, cancellationToken);
        }

        byte[]? body = Header(headers, "Transfer-Encoding") == "chunked"
            ? await ChunksAsync(cancellationToken)
            : await TakeAsync(int.Parse(Header(headers, "Content-Length") ?? "0", CultureInfo.InvariantCulture), cancellationToken);
        await stream.WriteAsync(Ok, cancellationToken);
        return body is not null && Header(headers, "Content-Encoding") == "gzip" ? Unzipped(body) : body;
    }

    private static string? Header(string headers, string name) =>
        headers.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static byte[] Unzipped(byte[] body)
    {
        using var zipped = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }

    private async Task<byte[]?> ChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            int end;
            while ((end = _bytes.AsSpan(0, _length).IndexOf("\r\n"u8)) < 0)
            {
                if (!await ReadAsync(cancellationToken))
                {
                    return null;
                }
            }

            int size = int.Parse(Encoding.ASCII.GetString(_bytes, 0, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Drop(end + 2);
            if (await TakeAsync(size + 2, cancellationToken) is not { } chunk)
            {
                return null;
            }

            if (size == 0)
            {
                return body.ToArray();
            }

            await body.WriteAsync(chunk.AsMemory(0, size), cancellationToken);
        }
    }

    private async Task<byte[]?> TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (_length < count)
        {
            if (!await ReadAsync(cancellationToken))
            {
                return null;
            }
        }

        byte[] taken = _bytes[..count];
        Drop(count);
        return taken;
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        int read = await stream.ReadAsync(_bytes.AsMemory(_length), cancellationToken);
        _length += read;
        return read > 0;
    }

    private void Drop(int count)
    {
        _bytes.AsSpan(count, _length - count).CopyTo(_bytes);
        _length -= count;
    }
}
