using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Encodings.Web;

namespace TraceKit.Contract.Writing;

/// <summary>Writes a text into JSON, byte for byte as <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> does, sixteen characters at a time.</summary>
internal static class JsonText
{
    /// <summary>The most bytes that a character becomes.</summary>
    public const int MostBytes = 6;

    private const int Ascii = 0x80;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>For each ASCII character the one or two bytes that it becomes, and in the upper half how many; 0 where it becomes more.</summary>
    private static readonly uint[] Short = [.. Enumerable.Range(0, Ascii).Select(code => ShortOf((char)code))];

    /// <summary>The beginning of a text, no longer than <paramref name="most"/>, that ends between two characters.</summary>
    public static ReadOnlySpan<char> Part(ReadOnlySpan<char> text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="output">Room for <see cref="MostBytes"/> for each character.</param>
    /// <param name="replaced">How many broken characters were written as U+FFFD.</param>
    /// <returns>Bytes written.</returns>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> output, out int replaced)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, text.Length * MostBytes);
        replaced = 0;
        int at = 0;
        int written = 0;
        while (at < text.Length)
        {
            int plain = Plain(text[at..], output[written..]);
            at += plain;
            written += plain;
            written += Mixed(text, ref at, output[written..], ref replaced);
        }

        return written;
    }

    /// <summary>Copies blocks in which no character is changed.</summary>
    private static int Plain(ReadOnlySpan<char> text, Span<byte> output)
    {
        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref byte to = ref MemoryMarshal.GetReference(output);
        int at = 0;
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> block = Vector128.NarrowWithSaturation(
                Vector128.LoadUnsafe(ref from, (nuint)at), Vector128.LoadUnsafe(ref from, (nuint)(at + Vector128<ushort>.Count)));
            Vector128<byte> changed = Vector128.GreaterThan(block - Vector128.Create((byte)0x20), Vector128.Create((byte)0x5E))
                | Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            if (changed != Vector128<byte>.Zero)
            {
                break;
            }

            block.StoreUnsafe(ref to, (nuint)at);
        }

        return at;
    }

    /// <summary>Writes one block character by character, without a branch for those that become one or two bytes.</summary>
    private static int Mixed(ReadOnlySpan<char> text, ref int at, Span<byte> output, ref int replaced)
    {
        int end = Math.Min(text.Length, at + Vector128<byte>.Count);
        int written = 0;
        while (at < end)
        {
            char character = text[at];
            uint known = character < Ascii ? Short[character] : 0;
            if (known != 0)
            {
                MemoryMarshal.Write(output[written..], (ushort)known);
                written += (int)(known >> 16);
                at++;
            }
            else
            {
                written += Rare(text, ref at, output[written..], ref replaced);
            }
        }

        return written;
    }

    private static int Rare(ReadOnlySpan<char> text, ref int at, Span<byte> output, ref int replaced)
    {
        OperationStatus status = Rune.DecodeFromUtf16(text[at..], out Rune rune, out int used);
        at += used;
        if (rune.IsBmp && status == OperationStatus.Done && AllowedCharacters.Has((char)rune.Value))
        {
            return rune.EncodeToUtf8(output);
        }

        replaced += status == OperationStatus.Done ? 0 : 1;
        Span<char> escaped = stackalloc char[2 * MostBytes];
        Encoder.Encode(text.Slice(at - used, used), escaped, out _, out int length);
        return Encoding.UTF8.GetBytes(escaped[..length], output);
    }

    private static uint ShortOf(char character)
    {
        string encoded = Encoder.Encode(character.ToString());
        return encoded.Length switch
        {
            1 => encoded[0] | (1u << 16),
            2 => encoded[0] | ((uint)encoded[1] << 8) | (2u << 16),
            _ => 0,
        };
    }
}
