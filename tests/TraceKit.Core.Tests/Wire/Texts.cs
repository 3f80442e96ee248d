using FsCheck;
using FsCheck.Fluent;

namespace TraceKit.Core.Tests.Wire;

/// <summary>Arbitrary texts that are valid Unicode, many of them of the troublesome kind.</summary>
internal static class Texts
{
    private static readonly string[] Troublesome =
    [
        "\"", "\\", "\n", "\r\n", "\t", "\0", "\u001f", "\u007f", "\u0085", "\u2028", "\u2029", "\ufeff", "\ufffd", "\u202e",
        "😀", "👩‍👩‍👧", "𝄞", "é", "e\u0301", "</script>", "{\"a\":1}", ",\"crc\":\"00000000\"}", "```json", "", " ", "\u00a0",
    ];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements(Troublesome),
        Gen.Choose(0, 0xD7FF).Select(unit => ((char)unit).ToString()),
        Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32),
        Gen.Choose(0, 127).Select(unit => ((char)unit).ToString()));

    public static Gen<string> Text { get; } = Piece.ListOf().Select(pieces => string.Concat(pieces));

    public static Arbitrary<string[]> Several { get; } = Text.ArrayOf(7).ToArbitrary();
}
