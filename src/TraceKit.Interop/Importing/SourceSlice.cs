using System.Security.Cryptography;
using System.Text.Json;
using TraceKit.RunFiles;

namespace TraceKit.Interop.Importing;

/// <summary>A JSON value as it lies in a foreign file: where its bytes are, and what they are.</summary>
internal readonly record struct SourceSlice(SourceFile File, int Offset, int Length)
{
    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => File.Bytes.AsSpan(Offset, Length);

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Describes the bytes as the origin of an event or a run.</summary>
    public EventOrigin Origin(string format, string type, JsonElement? extra = null) => new()
    {
        Format = format,
        File = File.Name,
        Offset = Offset,
        Length = Length,
        Sha256 = Sha256,
        Type = type,
        Extra = extra,
    };

    /// <summary>The value of a member of this object, or null. The bytes are known to be strict JSON.</summary>
    public SourceSlice? Member(string name)
    {
        var reader = new Utf8JsonReader(Bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = reader.ValueTextEquals(name);
            reader.Read();
            SourceSlice value = Take(ref reader);
            if (found)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The items of this array. The bytes are known to be strict JSON.</summary>
    public IReadOnlyList<SourceSlice> Items()
    {
        var items = new List<SourceSlice>();
        var reader = new Utf8JsonReader(Bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Take(ref reader));
        }

        return items;
    }

    private SourceSlice Take(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new SourceSlice(File, Offset + start, (int)reader.BytesConsumed - start);
    }
}
