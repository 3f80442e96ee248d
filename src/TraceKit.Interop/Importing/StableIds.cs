using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TraceKit.Interop.Importing;

/// <summary>Makes ids of what a source says: the same every time, and fit to be a file's name.</summary>
internal static partial class StableIds
{
    private const int MaxPart = 64;

    /// <summary>Eight hexadecimal digits that stand for a text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];

    /// <summary>A text as a part of an id: itself when it fits, else what fits of it and its hash.</summary>
    public static string Part(string text)
    {
        string fit = Foreign().Replace(text, "-");
        return fit.Length is > 0 and <= MaxPart && string.Equals(fit, text, StringComparison.Ordinal)
            ? text
            : $"{fit[..Math.Min(fit.Length, MaxPart - 9)]}-{Hash(text)}";
    }

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.NonBacktracking)]
    private static partial Regex Foreign();
}
