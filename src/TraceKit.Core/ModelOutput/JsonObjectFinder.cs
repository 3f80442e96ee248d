using System.Text.RegularExpressions;

namespace TraceKit.ModelOutput;

/// <summary>Finds the JSON object in a reply that has other text around it.</summary>
internal static partial class JsonObjectFinder
{
    /// <summary>How many opening braces are tried: a reply of nothing but braces must not cost its length squared.</summary>
    private const int MaxStarts = 64;

    /// <summary>The reply without the white space around it, when it starts as an object does.</summary>
    public static ModelOutputSpan? Whole(string reply) => Trimmed(reply, 0, reply.Length, ParseMethod.Strict);

    /// <summary>The contents of the fenced blocks that start as an object does, in order.</summary>
    public static IEnumerable<ModelOutputSpan> InFences(string reply)
    {
        foreach (Match match in Fence().Matches(reply))
        {
            Group body = match.Groups["body"];
            if (Trimmed(reply, body.Index, body.Length, ParseMethod.Fenced) is { } inner)
            {
                yield return inner;
            }
        }
    }

    /// <summary>The first object whose braces balance outside strings, or null.</summary>
    public static ModelOutputSpan? FirstBalanced(string reply)
    {
        int start = reply.IndexOf('{', StringComparison.Ordinal);
        for (int tried = 0; start >= 0 && tried < MaxStarts; tried++, start = reply.IndexOf('{', start + 1))
        {
            if (EndOf(reply, start) is { } end)
            {
                return new ModelOutputSpan(ParseMethod.Substring, start, end - start);
            }
        }

        return null;
    }

    private static ModelOutputSpan? Trimmed(string reply, int start, int length, ParseMethod method)
    {
        ReadOnlySpan<char> text = reply.AsSpan(start, length);
        int leading = text.Length - text.TrimStart().Length;
        text = text.Trim();
        return text.StartsWith('{') ? new ModelOutputSpan(method, start + leading, text.Length) : null;
    }

    private static int? EndOf(string text, int start)
    {
        int depth = 0;
        bool inString = false;
        for (int i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case '{' when !inString:
                    depth++;
                    break;
                case '}' when !inString && --depth == 0:
                    return i + 1;
            }
        }

        return null;
    }

    [GeneratedRegex(@"```(?>[A-Za-z0-9]{0,16}[ \t]*\r?\n?)(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fence();
}
