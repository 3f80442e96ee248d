using System.Globalization;
using System.Text;
using TraceKit.Rendering;

namespace TraceKit.Learning.Rendering;

/// <summary>Makes names from elsewhere harmless in pages, pictures and Markdown.</summary>
internal static class MarkupText
{
    /// <summary>Text for HTML and XML, in content and in quoted attributes. XML has no place for two characters, in whatever form: a replacement stands for them.</summary>
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
                '\ufffe' or '\uffff' => "\ufffd",
                _ => letter.ToString(),
            });
        }

        return shown.ToString();
    }

    /// <summary>Text for a line or a table cell of Markdown: whatever could begin a mark is a character reference.</summary>
    public static string Markdown(string text)
    {
        string line = TerminalText.Line(text);
        var shown = new StringBuilder(line.Length);
        foreach ((int index, char letter) in line.Index())
        {
            bool isMark = letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '&' or '#' or '~' or '!' or '$' or '@' or ':';
            shown.Append(isMark || (letter == '.' && line.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase))
                ? string.Create(CultureInfo.InvariantCulture, $"&#{(int)letter};")
                : letter.ToString());
        }

        return shown.ToString();
    }
}
