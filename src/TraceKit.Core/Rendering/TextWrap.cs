namespace TraceKit.Rendering;

/// <summary>Breaks one line of escaped text into several, at blanks where there are any.</summary>
internal static class TextWrap
{
    public static IEnumerable<string> Lines(string text, int width, int maxLines)
    {
        string rest = text;
        for (int line = 1; line < maxLines && TerminalText.Width(rest) > width; line++)
        {
            // Cut by the same measure that the last line is cut by, then go back to a blank.
            int fits = TerminalText.Line(rest, width + 1).Length - 1;
            int blank = rest.LastIndexOf(' ', Math.Min(fits, rest.Length - 1));
            int end = blank > fits / 2 ? blank : fits;
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        yield return TerminalText.Line(rest, width);
    }
}
