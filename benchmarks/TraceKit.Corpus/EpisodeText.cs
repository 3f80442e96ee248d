using System.Text;

namespace TraceKit.Corpus;

/// <summary>Text as agents see and write it: prose, JSON, tables, with quotation marks, line feeds and letters of other languages.</summary>
internal sealed class EpisodeText(SteadyRandom random)
{
    private static readonly string[] Words =
        ["order", "refund", "flight", "customer", "the", "a", "of", "and", "search", "page", "button", "shows", "price", "status", "delayed", "confirmed", "café", "naïve", "検索", "\"quoted\"", "2026-11-27", "€ 19.90"];

    /// <summary>Words, so many characters of them at least.</summary>
    public string Prose(int chars)
    {
        var text = new StringBuilder(chars + 16);
        while (text.Length < chars)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(12) == 0 ? ".\n" : " ");
        }

        return text.ToString();
    }

    /// <summary>A JSON array of records, so many characters at least.</summary>
    public string Json(int chars)
    {
        var text = new StringBuilder("[", chars + 64);
        while (text.Length < chars)
        {
            text.Append(text.Length > 1 ? "," : string.Empty).Append(System.Globalization.CultureInfo.InvariantCulture, $"{{\"id\":\"W{random.Next(100000):D5}\",\"status\":\"{Words[random.Next(5)]}\",\"total\":{random.Next(9999) / 100.0}}}");
        }

        return text.Append(']').ToString();
    }

    /// <summary>A length between the shortest and the longest of a corpus: most are short.</summary>
    public int Length(int shortest, int longest) => shortest + (int)((longest - shortest) * Math.Pow(random.NextDouble(), 3));
}
