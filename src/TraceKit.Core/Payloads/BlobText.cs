using System.Globalization;

namespace TraceKit.Payloads;

/// <summary>What stands in the data where a text was put beside the file: readable, and checked when it is read.</summary>
internal static class BlobText
{
    public static ReadOnlySpan<byte> Beginning => "[BLOB:sha256:"u8;

    public static string Of(string sha256, long length) => string.Create(CultureInfo.InvariantCulture, $"[BLOB:sha256:{sha256}:{length}]");
}
