namespace TraceKit.ModelOutput;

/// <summary>Finds the JSON object in a reply that has other text around it.</summary>
internal static class JsonObjectFinder
{
    /// <summary>How many fenced blocks and how many opening braces are tried: a reply of nothing else must not cost its length squared.</summary>
    private const int MaxTried = 64;

    /// <summary>How many characters the search for a balanced object may look at, repetitions included: replies of up to 256 Ki characters get all tries.</summary>
    private const long MaxScanned = 16 * 1024 * 1024;

    private const int MaxLanguage = 16;

    private const string Fence = "```";

    /// <summary>The reply without the white space around it, when it starts as an object does.</summary>
    public static ModelOutputSpan? Whole(string reply) => Trimmed(reply, 0, reply.Length, ParseMethod.Strict);

    /// <summary>The contents of the fenced blocks that start as an object does, in order.</summary>
    public static IEnumerable<ModelOutputSpan> InFences(string reply)
    {
        int tried = 0;
        int open = reply.IndexOf(Fence, StringComparison.Ordinal);
        while (open >= 0 && tried < MaxTried)
        {
            int body = AfterLanguage(reply, open + Fence.Length);
            int close = reply.IndexOf(Fence, body, StringComparison.Ordinal);
            if (close < 0)
            {
                yield break;
            }

            if (Trimmed(reply, body, close - body, ParseMethod.Fenced) is { } inner)
            {
                tried++;
                yield return inner;
            }

            open = reply.IndexOf(Fence, close + Fence.Length, StringComparison.Ordinal);
        }
    }

    /// <summary>The first object whose braces balance outside strings, or null.</summary>
    public static ModelOutputSpan? FirstBalanced(string reply)
    {
        long scanned = 0;
        int start = reply.IndexOf('{', StringComparison.Ordinal);
        for (int tried = 0; start >= 0 && tried < MaxTried && scanned < MaxScanned; tried++, start = reply.IndexOf('{', start + 1))
        {
            if (EndOf(reply, start) is { } end)
            {
                return new ModelOutputSpan(ParseMethod.Substring, start, end - start);
            }

            scanned += reply.Length - start;
        }

        return null;
    }

    /// <summary>The word behind an opening fence, such as <c>json</c>, the blanks behind it and one line end are not content.</summary>
    private static int AfterLanguage(string reply, int start)
    {
        int at = start;
        while (at < reply.Length && at - start < MaxLanguage && char.IsAsciiLetterOrDigit(reply[at]))
        {
            at++;
        }

        while (at < reply.Length && reply[at] is ' ' or '\t')
        {
            at++;
        }

        at += at < reply.Length && reply[at] == '\r' ? 1 : 0;
        return at + (at < reply.Length && reply[at] == '\n' ? 1 : 0);
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
}
