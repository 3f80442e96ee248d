using System.Text.Encodings.Web;

namespace TraceKit.Contract.Writing;

/// <summary>The characters of the basic plane that <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/> writes as themselves; asked once, when the first text needs it.</summary>
internal static class AllowedCharacters
{
    private static readonly ulong[] Bits = Ask();

    public static bool Has(char character) => (Bits[character >> 6] & (1UL << (character & 63))) != 0;

    private static ulong[] Ask()
    {
        var bits = new ulong[(char.MaxValue + 1) / 64];
        for (int code = 0; code <= char.MaxValue; code++)
        {
            if (!char.IsSurrogate((char)code) && !JavaScriptEncoder.UnsafeRelaxedJsonEscaping.WillEncode(code))
            {
                bits[code >> 6] |= 1UL << (code & 63);
            }
        }

        return bits;
    }
}
