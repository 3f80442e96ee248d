using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Collection;
using TraceKit.RunFiles;

namespace TraceKit.Payloads;

/// <summary>Makes an event fit its line: a history that continues an earlier one is written as the difference, long texts lie beside the file.</summary>
/// <param name="options">The limits.</param>
/// <param name="path">Gives the run file, or null while there is none: then there are no blobs either.</param>
internal sealed class PayloadPacker(TraceKitOptions options, Func<string?> path)
{
    private readonly HistoryBook? _histories = options.DeltaHistories ? new HistoryBook() : null;
    private readonly int _maxText = options.MaxInlineTextBytes;
    private readonly int _maxEvent = options.MaxEventBytes;

    private BlobStore? _blobs;

    private BlobStore? Blobs =>
        _blobs ??= path() is { } file ? new BlobStore(Path.GetDirectoryName(file)!, options.Durability == Durability.Disk) : null;

    /// <summary>Whether an event needs packing at all; most are short.</summary>
    public bool Concerns(int length, IReadOnlyList<string> histories) =>
        length > _maxText || length > _maxEvent || (_histories is not null && histories.Count > 0);

    /// <summary>Packs an event's members, from which secrets are gone already.</summary>
    /// <param name="type">Wire name of the event.</param>
    /// <param name="histories">Places of histories in its data.</param>
    /// <param name="members">The envelope's members and the data, as one JSON object.</param>
    /// <param name="output">Takes the packed object; nothing when it is to be written as it is.</param>
    public PackedEvent Pack(string type, IReadOnlyList<string> histories, ReadOnlySpan<byte> members, EventBytes output)
    {
        if (JsonPlace.Find(members, "/data") is not { } place || members.Length - place.Length > RunFormat.MaxRecordBytes)
        {
            return default; // the redactor withheld the whole event, or the envelope alone is too long
        }

        var frame = new EventFrame(members, place);
        (HistoryBase? earlier, HistoryBook.Entry? kept, byte[]? shorter) = Continue(type, histories, frame.Data);
        PackTexts(frame, shorter ?? frame.Data, earlier, output);
        if (output.WrittenCount <= _maxEvent)
        {
            return new PackedEvent(IsTruncated: false, kept);
        }

        output.Clear();
        return new PackedEvent(PackWhole(frame, output), History: null);
    }

    /// <summary>Puts the blobs on disk that lie beside the file.</summary>
    /// <returns>Whether the disk has all of them.</returns>
    public bool Flush() => _blobs?.Flush() ?? true;

    /// <summary>Remembers the history of an event that is in the file now.</summary>
    public void Written(PackedEvent packed, long seq)
    {
        if (packed.History is { } history)
        {
            _histories?.Keep(history with { Seq = seq });
        }
    }

    /// <summary>Looks for an earlier history that the data continues.</summary>
    private (HistoryBase? Earlier, HistoryBook.Entry? Kept, byte[]? Shorter) Continue(string type, IReadOnlyList<string> histories, ReadOnlySpan<byte> data)
    {
        if (_histories is null)
        {
            return default;
        }

        foreach (string at in histories)
        {
            if (JsonPlace.Find(data, at) is not { Items: > 0, Length: >= HistoryBook.LeastBytes } place)
            {
                continue;
            }

            ReadOnlySpan<byte> array = data.Slice(place.Start, place.Length);
            HistoryBook.Entry? found = _histories.Find(type, at, array);
            HistoryBook.Entry? kept = found?.Items == place.Items ? null : new(type, at, -1, place.Items, (found?.Depth ?? -1) + 1, array.ToArray());
            return found is null
                ? (null, kept, null)
                : (new HistoryBase { Seq = found.Seq, At = at, Items = found.Items }, kept, Without(found, place, data));
        }

        return default;
    }

    /// <summary>The data with only the new items in the history.</summary>
    private static byte[] Without(HistoryBook.Entry earlier, JsonPlace place, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> items = data.Slice(place.Start, place.Length)[earlier.Beginning.Length..];
        return [.. data[..place.Start], (byte)'[', .. items[(items[0] == ',' ? 1 : 0)..], .. data[(place.Start + place.Length)..]];
    }

    private void PackTexts(EventFrame frame, ReadOnlySpan<byte> data, HistoryBase? earlier, EventBytes output)
    {
        frame.Begin(output);
        var blobs = new List<BlobReference>();
        int at = 0;
        if (data.Length > _maxText && LeavesEnoughOut(frame, data))
        {
            var texts = new JsonTexts(data);
            while (texts.Next())
            {
                if (texts.Escaped.Length > _maxText && texts.Unescaped() is var text && text.Length > _maxText && Blobs?.Put(texts.Pointer(), text) is { } blob)
                {
                    blobs.Add(blob);
                    output.Write(data[at..texts.Place.Start]);
                    output.Write(JsonSerializer.SerializeToUtf8Bytes(BlobText.Of(blob.Sha256, blob.Length), RunFilesJson.Default.String));
                    at = texts.Place.End.Value;
                }
            }
        }

        output.Write(data[at..]);
        frame.End(output, writer =>
        {
            Member(writer, "base", earlier, RunFilesJson.Default.HistoryBase);
            Member(writer, "blobs", blobs.Count > 0 ? [.. blobs] : null, RunFilesJson.Default.BlobReferenceArray);
        });
    }

    /// <summary>Whether the line fits once its long texts are beside the file; if not, the whole data goes there, and they need not go twice.</summary>
    private bool LeavesEnoughOut(EventFrame frame, ReadOnlySpan<byte> data)
    {
        const int LeftInTheLine = 256; // placeholder and reference of one text
        long length = frame.EnvelopeLength + data.Length;
        var texts = new JsonTexts(data);
        while (texts.Next())
        {
            length -= texts.Escaped.Length > _maxText ? texts.Escaped.Length - LeftInTheLine : 0;
        }

        return length <= _maxEvent;
    }

    /// <summary>Puts the whole data beside the file; where that fails too, its length and hash are all that is left.</summary>
    /// <returns>Whether the data is lost.</returns>
    private bool PackWhole(EventFrame frame, EventBytes output)
    {
        frame.Begin(output);
        output.Write("null"u8);
        BlobReference? whole = Blobs?.Put(string.Empty, frame.Data);
        long length = frame.Data.Length;
        string hash = whole?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(frame.Data));
        frame.End(output, writer =>
        {
            Member(writer, "blobs", whole is null ? null : [whole], RunFilesJson.Default.BlobReferenceArray);
            Member(writer, "truncated", whole is null ? new TruncatedData { Length = length, Sha256 = hash } : null, RunFilesJson.Default.TruncatedData);
        });
        return whole is null;
    }

    private static void Member<TValue>(Utf8JsonWriter writer, string name, TValue? value, JsonTypeInfo<TValue> contract)
        where TValue : class
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, contract);
        }
    }
}
