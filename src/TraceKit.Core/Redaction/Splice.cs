using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>A JSON string, or null, to be written in place of some bytes.</summary>
internal readonly record struct Splice(int Start, int Length, JsonEncodedText? Text)
{
    public static Splice Null(int start, int length) => new(start, length, Text: null);

    public static Splice For(int start, int length, string text) =>
        new(start, length, JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));

    /// <summary>Writes the bytes with the splices in their places; nothing when there are none.</summary>
    public static void Write(ReadOnlySpan<byte> json, List<Splice> splices, IBufferWriter<byte> output)
    {
        if (splices.Count == 0)
        {
            return;
        }

        int at = 0;
        foreach (Splice splice in splices)
        {
            output.Write(json[at..splice.Start]);
            if (splice.Text is { } text)
            {
                output.Write("\""u8);
                output.Write(text.EncodedUtf8Bytes);
                output.Write("\""u8);
            }
            else
            {
                output.Write("null"u8);
            }

            at = splice.Start + splice.Length;
        }

        output.Write(json[at..]);
    }
}
