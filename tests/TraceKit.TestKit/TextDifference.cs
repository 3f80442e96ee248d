using System.Globalization;
using System.Text;

namespace TraceKit.TestKit;

/// <summary>Says in a few lines where two texts part.</summary>
internal static class TextDifference
{
    private const int Context = 2;
    private const int Shown = 4;
    private const int Width = 400;

    public static string First(string expected, string actual)
    {
        string[] left = expected.Split('\n');
        string[] right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"line {line + 1} differs ({left.Length} lines approved, {right.Length} received)\n");
        Append(text, ' ', left[Math.Max(0, line - Context)..Math.Min(line, left.Length)]);
        Append(text, '-', left.Skip(line).Take(Shown));
        Append(text, '+', right.Skip(line).Take(Shown));
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, char mark, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            text.Append(mark).Append(' ').Append(line.Length <= Width ? line : line[..Width] + "…").Append('\n');
        }
    }
}
