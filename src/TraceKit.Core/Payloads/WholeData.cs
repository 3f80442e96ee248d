using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>The data of an event whose line does not hold all of it, put together again when it is asked for.</summary>
/// <param name="line">The event as its line says it.</param>
/// <param name="earlier">The event whose history it continues, or null.</param>
/// <param name="folder">The folder that the run file is in, or null when the bytes did not come from a file.</param>
internal sealed class WholeData(RecordedEvent line, RecordedEvent? earlier, string? folder)
{
    private const int MaxWholeBytes = 2 * RunFormat.MaxPayloadBytes;

    private WeakReference<byte[]>? _whole;

    private int Depth => 1 + (earlier?.Whole?.Depth ?? 0);

    /// <summary>The data.</summary>
    /// <exception cref="InvalidDataException">It could be read before and cannot be any more.</exception>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            if (_whole?.TryGetTarget(out byte[]? whole) is true)
            {
                return whole;
            }

            if (Problem() is var (_, problem))
            {
                throw new InvalidDataException($"{line.Address}: {problem}");
            }

            return _whole!.TryGetTarget(out whole) ? whole : Bytes;
        }
    }

    /// <summary>Puts the data together.</summary>
    /// <returns>The rule that stands against it and why, or null.</returns>
    public (string Rule, string Message)? Problem()
    {
        try
        {
            byte[] whole = WithHistory(WithBlobs(line.Data));
            _whole = new WeakReference<byte[]>(whole);
            return whole.Length > MaxWholeBytes
                ? (TraceRules.Blob, string.Create(CultureInfo.InvariantCulture, $"the data has {whole.Length} bytes when it is put together, {MaxWholeBytes} are allowed"))
                : null;
        }
        catch (TraceFormatException missing)
        {
            return (missing.Rule, missing.Finding.Message);
        }
        catch (JsonException failure)
        {
            return (TraceRules.Blob, $"the data put together is not JSON: {failure.Message}");
        }
    }

    private byte[] WithBlobs(ReadOnlyMemory<byte> data)
    {
        if (line.Blobs is [{ At: "" } whole, ..])
        {
            return line.Blobs.Count == 1 && data.Span.SequenceEqual("null"u8)
                ? Checked(Blob(whole))
                : throw Missing(TraceRules.Blob, "the whole data lies beside the file, and so the line has none");
        }

        Dictionary<string, BlobReference> missing = ByPlace();
        var output = new MemoryStream(data.Length);
        int at = 0;
        var texts = new JsonTexts(data.Span);
        while (missing.Count > 0 && texts.Next())
        {
            if (texts.Escaped.StartsWith(BlobText.Beginning)
                && missing.TryGetValue(texts.Pointer(), out BlobReference? blob)
                && texts.Escaped.SequenceEqual(Encoding.UTF8.GetBytes(BlobText.Of(blob.Sha256, blob.Length))))
            {
                missing.Remove(blob.At);
                output.Write(data.Span[at..texts.Place.Start]);
                WriteText(output, Blob(blob));
                at = texts.Place.End.Value;
            }
        }

        if (missing.Count > 0)
        {
            throw Missing(TraceRules.Blob, $"the data has no place '{missing.Keys.First()}' for a blob");
        }

        output.Write(data.Span[at..]);
        return output.ToArray();
    }

    private byte[] WithHistory(byte[] data)
    {
        if (line.Base is not { } reference)
        {
            return data;
        }

        if (earlier is null || earlier.Seq >= line.Seq || earlier.Type != line.Type || earlier.IsTruncated || earlier.IsIncomplete || Depth > HistoryBook.MaxDepth + 1)
        {
            throw Missing(TraceRules.Base, string.Create(CultureInfo.InvariantCulture, $"the event continues a history of seq {reference.Seq}, which is not there whole"));
        }

        ReadOnlySpan<byte> before = earlier.Data.Span;
        if (JsonPlace.Find(before, reference.At) is not { } from
            || from.Items != reference.Items
            || from.Items == 0
            || JsonPlace.Find(data, reference.At) is not { } to
            || data[to.Start] != '[')
        {
            throw Missing(
                TraceRules.Base, string.Create(CultureInfo.InvariantCulture, $"the event continues a history of {reference.Items} items at '{reference.At}' of seq {reference.Seq}, which has another"));
        }

        ReadOnlySpan<byte> items = before.Slice(from.Start, from.Length - 1);
        ReadOnlySpan<byte> more = data.AsSpan(to.Start + 1);
        return to.Items > 0 ? [.. data[..to.Start], .. items, (byte)',', .. more] : [.. data[..to.Start], .. items, .. more];
    }

    private byte[] Blob(BlobReference blob)
    {
        string? problem = "the bytes did not come from a file, so there is no place to look for blobs";
        byte[] bytes = folder is null ? [] : BlobStore.Read(folder, blob, out problem);
        return problem is null ? bytes : throw Missing(TraceRules.Blob, problem);
    }

    private Dictionary<string, BlobReference> ByPlace()
    {
        var byPlace = new Dictionary<string, BlobReference>(StringComparer.Ordinal);
        foreach (BlobReference blob in line.Blobs)
        {
            if (!byPlace.TryAdd(blob.At, blob))
            {
                throw Missing(TraceRules.Blob, $"two blobs belong to the place '{blob.At}'");
            }
        }

        return byPlace;
    }

    /// <summary>Data that was a line's once is held to what a line is held to.</summary>
    private static byte[] Checked(byte[] data) =>
        LineCheck.Problem(data, JsonValueKind.Undefined) is var (_, _, message) ? throw Missing(TraceRules.Blob, $"the blob is no data: {message}") : data;

    private static void WriteText(MemoryStream output, byte[] text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            throw Missing(TraceRules.Blob, "the blob of a text is not valid UTF-8");
        }

        output.WriteByte((byte)'"');
        output.Write(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        output.WriteByte((byte)'"');
    }

    private static TraceFormatException Missing(string rule, string message) => new(new TraceFinding(rule, FindingSeverity.Error, string.Empty, 0, 0, message));
}
