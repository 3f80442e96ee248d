using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TraceKit.Sft.Datasets;

/// <summary>The manifest's bytes: its record, and as last member the SHA-256 of everything before that member.</summary>
internal static class SealedManifest
{
    private const string Member = ",\n  \"sha256\": \"";
    private const string Close = "\"\n}\n";
    private const int HashLength = 64;

    public static byte[] Seal(DatasetManifest manifest)
    {
        byte[] document = DatasetText.Document(manifest, DatasetJson.Default.DatasetManifest);
        ReadOnlySpan<byte> open = document.AsSpan()[..^2]; // without the closing '\n}'
        return [.. open, .. Encoding.ASCII.GetBytes(Member + Hash(open) + Close)];
    }

    /// <summary>Reads a manifest and checks its hash.</summary>
    /// <exception cref="DatasetException">It is no manifest, or its hash does not fit.</exception>
    public static DatasetManifest Open(byte[] bytes, string path)
    {
        int tail = Member.Length + HashLength + Close.Length;
        if (bytes.Length <= tail || !bytes.AsSpan(bytes.Length - tail).StartsWith(Encoding.ASCII.GetBytes(Member)) || !bytes.AsSpan().EndsWith(Encoding.ASCII.GetBytes(Close)))
        {
            throw new DatasetException($"{path} is no manifest of {DatasetFormat.Version1}: it does not end in its own hash.");
        }

        ReadOnlySpan<byte> open = bytes.AsSpan(0, bytes.Length - tail);
        string stated = Encoding.ASCII.GetString(bytes, bytes.Length - Close.Length - HashLength, HashLength);
        if (!string.Equals(stated, Hash(open), StringComparison.Ordinal))
        {
            throw new DatasetException($"{path} was changed: its SHA-256 is {Hash(open)}, it says {stated}.");
        }

        try
        {
            return JsonSerializer.Deserialize([.. open, .. "\n}"u8], DatasetJson.Default.DatasetManifest)
                ?? throw new DatasetException($"{path} is no manifest.");
        }
        catch (JsonException failure)
        {
            throw new DatasetException($"{path}: {failure.Message}", failure);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
