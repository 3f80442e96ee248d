using System.Text;

namespace TraceKit.Generators.Writing;

/// <summary>The naming policies of <c>System.Text.Json</c>. A name that comes out otherwise is found when the program runs, and the serializer writes then.</summary>
internal static class JsonNames
{
    private const int CamelCase = 1;
    private const int SnakeCaseLower = 2;
    private const int SnakeCaseUpper = 3;
    private const int KebabCaseLower = 4;
    private const int KebabCaseUpper = 5;

    /// <summary>The policy of a <c>JsonKnownNamingPolicy</c>, or null.</summary>
    public static Func<string, string>? Of(int policy) => policy switch
    {
        0 => static name => name,
        CamelCase => Camel,
        SnakeCaseLower => static name => Separated(name, '_', char.ToLowerInvariant),
        SnakeCaseUpper => static name => Separated(name, '_', char.ToUpperInvariant),
        KebabCaseLower => static name => Separated(name, '-', char.ToLowerInvariant),
        KebabCaseUpper => static name => Separated(name, '-', char.ToUpperInvariant),
        _ => null,
    };

    private static string Camel(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
            {
                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>Words begin at a capital after a small letter or digit, and at the last capital of several that a small letter follows.</summary>
    private static string Separated(string name, char separator, Func<char, char> letter)
    {
        var words = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool begins = i > 0
                && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            _ = begins ? words.Append(separator) : words;
            words.Append(letter(name[i]));
        }

        return words.ToString();
    }
}
