using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TraceKit.Redaction;

/// <summary>Text with a byte for each character, so that places are the same: Latin-1, and 0xFF for what is beyond.</summary>
internal static class NarrowText
{
    public static byte[] Of(string text)
    {
        byte[] bytes = new byte[text.Length];
        Write(text, bytes);
        return bytes;
    }

    /// <summary>Writes as many bytes as the text has characters.</summary>
    public static void Write(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        ReadOnlySpan<ushort> codes = MemoryMarshal.Cast<char, ushort>(text);
        int at = 0;
        for (; at <= codes.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<ushort> first = Vector128.Create(codes[at..]);
            Vector128<ushort> second = Vector128.Create(codes[(at + Vector128<ushort>.Count)..]);
            Vector128.NarrowWithSaturation(first, second).CopyTo(bytes[at..]);
        }

        for (; at < codes.Length; at++)
        {
            bytes[at] = (byte)Math.Min(codes[at], (ushort)0xFF);
        }
    }
}
