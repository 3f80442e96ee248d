using System.Globalization;
using System.Text;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Makes names from elsewhere harmless in pages, pictures and Markdown.</summary>
internal static class MarkupText
{
    /// <summary>Text for HTML and XML, in content and in quoted attributes.</summary>
    public static string Html(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (char letter in TerminalText.Line(text))
        {
            shown.Append(letter switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => letter.ToString(),
            });
        }

        return shown.ToString();
    }

    /// <summary>Text for a line or a table cell of Markdown: whatever could begin a mark is a character reference.</summary>
    public static string Markdown(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (char letter in TerminalText.Line(text))
        {
            shown.Append(letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '&' or '#' or '~' or '!' or '$' or '@' or ':'
                ? string.Create(CultureInfo.InvariantCulture, $"&#{(int)letter};")
                : letter.ToString());
        }

        return shown.ToString();
    }
}
