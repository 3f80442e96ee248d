using System.Text.Json;

namespace TraceKit.Contract.Writing;

/// <summary>Looks for objects that name a member twice, without memory of its own: where names are few, which they are nearly always.</summary>
internal static class TwinMembers
{
    private const int MostNames = 16;

    /// <summary>Whether an object may name a member twice. False is certain.</summary>
    /// <param name="json">One JSON value that was parsed before.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> json)
    {
        Span<(int Start, int Length, int Depth)> names = stackalloc (int, int, int)[MostNames];
        int count = 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                while (count > 0 && names[count - 1].Depth > reader.CurrentDepth)
                {
                    count--;
                }
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueIsEscaped || count == MostNames || Has(names[..count], json, reader.ValueSpan, reader.CurrentDepth))
                {
                    return true;
                }

                names[count++] = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, reader.CurrentDepth);
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<(int Start, int Length, int Depth)> names, ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int depth)
    {
        for (int i = names.Length - 1; i >= 0 && names[i].Depth == depth; i--)
        {
            if (json.Slice(names[i].Start, names[i].Length).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
