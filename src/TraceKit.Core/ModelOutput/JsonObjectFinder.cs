using System.Text.RegularExpressions;

namespace TraceKit.ModelOutput;

/// <summary>Finds the JSON object in a reply that has other text around it.</summary>
internal static partial class JsonObjectFinder
{
    /// <summary>How many opening braces are tried: a reply of nothing but braces must not cost its length squared.</summary>
    private const int MaxStarts = 64;

    /// <summary>The contents of the fenced blocks that look like an object, in order.</summary>
    public static IEnumerable<string> InFences(string reply)
    {
        foreach (Match match in Fence().Matches(reply))
        {
            string inner = match.Groups["body"].Value.Trim();
            if (inner.StartsWith('{'))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The first object whose braces balance outside strings, or null.</summary>
    public static string? FirstBalanced(string reply)
    {
        int start = reply.IndexOf('{', StringComparison.Ordinal);
        for (int tried = 0; start >= 0 && tried < MaxStarts; tried++, start = reply.IndexOf('{', start + 1))
        {
            if (EndOf(reply, start) is { } end)
            {
                return reply[start..end];
            }
        }

        return null;
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
