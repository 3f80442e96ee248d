using System.Security.Cryptography;

namespace TraceKit.Sft.Lineage;

internal static class Hashes
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
