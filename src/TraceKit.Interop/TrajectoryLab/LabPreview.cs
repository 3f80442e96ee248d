using System.Security.Cryptography;
using System.Text;
using TraceKit.Interop.Importing;
using TraceKit.Models;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>A text of which the source keeps the start only, unless it is short.</summary>
/// <param name="Text">What was kept, verbatim, with the source's mark where it has one.</param>
/// <param name="IsCut">Whether it is not known to be the whole text.</param>
/// <param name="Sha256">Hash of the whole text. Default: not recorded.</param>
internal readonly record struct LabPreview(string Text, bool IsCut, string? Sha256 = null)
{
    private const string Mark = "...<truncated>";
    private const int MaxLength = 1200;

    /// <summary>A part that says where the text ends and what the whole one hashes to; a turn that has it gives no training row.</summary>
    public IReadOnlyList<ContentPart>? Parts => IsCut ? [new ContentPart { Type = "truncated", At = Kept(Text), Sha256 = Sha256 }] : null;

    /// <summary>Reads a preview whose mark alone says that it was cut. Then it stays in the origin too, since it is not the text.</summary>
    public static LabPreview Marked(ForeignObject payload, string name)
    {
        string text = payload.RequiredText(name);
        bool isCut = Kept(text) < text.Length;
        if (isCut)
        {
            payload.Release(name);
        }

        // A character outside the basic plane counts once in the source and twice here.
        return isCut && Kept(text) > 2 * MaxLength
            ? payload.Missing(name, $"a preview of at most {MaxLength} characters", default(LabPreview))
            : new LabPreview(text, isCut);
    }

    /// <summary>Reads a preview that has the hash of the whole text beside it: the text is whole when it has that hash.</summary>
    public static LabPreview Hashed(ForeignObject payload, string name, string hashName)
    {
        string text = payload.RequiredText(name);
        string hash = payload.RequiredText(hashName);
        string lower = hash.ToLowerInvariant();
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
        {
            return payload.Missing(hashName, "64 hexadecimal digits", default(LabPreview));
        }

        if (!string.Equals(hash, lower, StringComparison.Ordinal))
        {
            payload.Release(hashName);
        }

        string own = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new LabPreview(text, !string.Equals(own, lower, StringComparison.Ordinal), lower);
    }

    /// <summary>Whether a text may be said to have this length: in characters, in UTF-16 units or in bytes.</summary>
    public bool CanHaveLength(int length) =>
        IsCut || length == Text.EnumerateRunes().Count() || length == Text.Length || length == Encoding.UTF8.GetByteCount(Text);

    private static int Kept(string text) => text.EndsWith(Mark, StringComparison.Ordinal) ? text.Length - Mark.Length : text.Length;
}
