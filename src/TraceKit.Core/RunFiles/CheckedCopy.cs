using TraceKit.Reading;

namespace TraceKit.RunFiles;

/// <summary>Copies the lines of a run file and checks each against its checksum on the way: what a failing disk gives back need not be what it was given.</summary>
internal static class CheckedCopy
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Copies whole lines.</summary>
    /// <param name="from">The file to read.</param>
    /// <param name="length">Bytes to copy, from the start to the end of a line.</param>
    /// <param name="to">The file that they are appended to.</param>
    /// <exception cref="IOException">The bytes cannot be read or written, or are not those that were written once.</exception>
    public static void Append(AppendFile from, long length, AppendFile to)
    {
        byte[] buffer = new byte[ChunkBytes];
        int held = 0;
        uint crc = LineChecksum.Seed;
        for (long offset = 0; offset < length;)
        {
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            int read = from.Read(buffer.AsSpan(held, (int)Math.Min(buffer.Length - held, length - offset)), offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"'{from.Path}' ends at byte {offset} of {length}.");
            }

            offset += read;
            held += read;
            int whole = CheckLines(buffer.AsSpan(0, held), ref crc, from.Path);
            if (to.Append(buffer.AsSpan(0, whole)) is var error and not 0)
            {
                throw new IOException($"'{to.Path}' cannot be written: {LibC.Message(error)}.", error);
            }

            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
        }

        if (held > 0)
        {
            throw Changed(from.Path);
        }
    }

    /// <returns>Bytes of the whole lines at the start.</returns>
    private static int CheckLines(ReadOnlySpan<byte> bytes, ref uint crc, string path)
    {
        int done = 0;
        for (int length; (length = bytes[done..].IndexOf((byte)'\n')) >= 0; done += length + 1)
        {
            ReadOnlySpan<byte> line = bytes.Slice(done, length);
            if (!LineTail.TryReadCrc(line, out uint stated) || LineChecksum.Continue(crc, line[..^RunFormat.CrcTailLength]) != stated)
            {
                throw Changed(path);
            }

            crc = stated;
        }

        return done;
    }

    private static IOException Changed(string path) => new($"'{path}' no longer holds what was written to it.");
}
