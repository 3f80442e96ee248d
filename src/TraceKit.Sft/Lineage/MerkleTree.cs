using System.Security.Cryptography;

namespace TraceKit.Sft.Lineage;

/// <summary>Root of the hash tree of RFC 6962: leaves are hashed with a 0 before them, nodes with a 1.</summary>
internal static class MerkleTree
{
    /// <summary>Computes the root over leaves in their order.</summary>
    /// <returns>Lower-case hexadecimal; for no leaves, the SHA-256 of nothing.</returns>
    public static string Root(IReadOnlyList<ReadOnlyMemory<byte>> leaves) =>
        Convert.ToHexStringLower(leaves.Count == 0 ? SHA256.HashData([]) : Hash(leaves, 0, leaves.Count));

    private static byte[] Hash(IReadOnlyList<ReadOnlyMemory<byte>> leaves, int start, int count)
    {
        if (count == 1)
        {
            return SHA256.HashData([0, .. leaves[start].Span]);
        }

        int left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return SHA256.HashData([1, .. Hash(leaves, start, left), .. Hash(leaves, start + left, count - left)]);
    }
}
