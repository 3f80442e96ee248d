using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace TraceKit.OpenTelemetry.Otlp.Json;

/// <summary>Goes through the members of one object: those that are known, once each, and not null.</summary>
internal struct JsonMembers
{
    private const int LongestName = 64;

    private static readonly string[] Names = [.. Enum.GetNames<OtlpMember>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static readonly FrozenDictionary<string, OtlpMember> Known = Enum.GetValues<OtlpMember>().ToFrozenDictionary(member => Names[(int)member], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OtlpMember>.AlternateLookup<ReadOnlySpan<char>> ByName = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private ulong _seen;

    /// <summary>Whether OTLP has a member of that name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out OtlpMember member)
    {
        Span<char> text = stackalloc char[LongestName];
        member = default;
        return name.Length <= LongestName && Encoding.ASCII.TryGetChars(name, text, out int length) && ByName.TryGetValue(text[..length], out member);
    }

    /// <summary>Comes to the value of the next member.</summary>
    /// <param name="json">Stands at the start of the object or at the end of a value.</param>
    /// <param name="findings">Hears of members that are passed over.</param>
    /// <param name="member">The member.</param>
    /// <returns>Whether there is one; else the reader stands at the end of the object.</returns>
    public bool Next(ref Utf8JsonReader json, OtlpFindings findings, out OtlpMember member)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            long at = json.TokenStartIndex;
            string? other = null;
            bool isKnown = json.ValueIsEscaped
                ? Known.TryGetValue(other = JsonText.Read(ref json, findings), out member)
                : TryFind(json.ValueSpan, out member);
            if (!isKnown)
            {
                findings.Unknown(other ?? JsonText.Read(ref json, findings), at);
                json.Skip();
                continue;
            }

            ulong bit = 1UL << (int)member;
            if ((_seen & bit) != 0)
            {
                findings.Error(OtlpRules.Twice, at, $"'{Names[(int)member]}' is here twice; the first is taken");
                json.Skip();
                continue;
            }

            _seen |= bit;
            json.Read();
            if (json.TokenType != JsonTokenType.Null)
            {
                return true;
            }
        }

        member = default;
        return false;
    }

    /// <summary>Passes over a member that OTLP has elsewhere, not here.</summary>
    public static void PassOver(ref Utf8JsonReader json, OtlpFindings findings, OtlpMember member)
    {
        findings.Unknown(Names[(int)member], json.TokenStartIndex);
        json.Skip();
    }
}
