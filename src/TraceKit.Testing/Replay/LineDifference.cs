using System.Text;

namespace TraceKit.Testing.Replay;

/// <summary>What differs between two texts, line by line, with a little of what stands around it.</summary>
internal static class LineDifference
{
    private const int Context = 2;
    private const int Width = 160;
    private const int Lead = 40;

    /// <summary>The lines that differ: <c>-</c> is in the first text alone, <c>+</c> in the second.</summary>
    public static string Of(string first, string second)
    {
        List<(char Mark, string Line)> lines = Merge(first.Split('\n'), second.Split('\n'));
        bool[] near = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Mark != ' ')
            {
                near.AsSpan(Math.Max(0, i - Context)..Math.Min(lines.Count, i + Context + 1)).Fill(true);
            }
        }

        var text = new StringBuilder();
        for (int i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                text.Append(lines[i].Mark).Append(' ').Append(Cut(lines, i)).Append('\n');
            }
            else if (i == 0 || near[i - 1])
            {
                text.Append("  …\n");
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>How many lines differ.</summary>
    public static int Distance(string first, string second) => Merge(first.Split('\n'), second.Split('\n')).Count(line => line.Mark != ' ');

    /// <summary>Of a long line, the part around the place where it parts from its counterpart.</summary>
    private static string Cut(List<(char Mark, string Line)> lines, int index)
    {
        (char mark, string line) = lines[index];
        if (line.Length <= Width)
        {
            return line;
        }

        string other = mark == ' ' ? line : Counterpart(lines, index);
        int start = Math.Max(0, line.AsSpan().CommonPrefixLength(other) - Lead);
        start = mark == ' ' ? 0 : start;
        int end = Math.Min(line.Length, start + Width);
        return $"{(start > 0 ? "…" : string.Empty)}{line[start..end]}{(end < line.Length ? "…" : string.Empty)}";
    }

    private static string Counterpart(List<(char Mark, string Line)> lines, int index)
    {
        char wanted = lines[index].Mark == '-' ? '+' : '-';
        return lines.Skip(Math.Max(0, index - Context)).Take((2 * Context) + 1).FirstOrDefault(line => line.Mark == wanted).Line ?? string.Empty;
    }

    /// <summary>The longest common subsequence, with what is only in one of the texts between.</summary>
    private static List<(char Mark, string Line)> Merge(string[] first, string[] second)
    {
        int[][] common = [.. Enumerable.Range(0, first.Length + 1).Select(_ => new int[second.Length + 1])];
        for (int i = first.Length - 1; i >= 0; i--)
        {
            for (int j = second.Length - 1; j >= 0; j--)
            {
                common[i][j] = first[i] == second[j] ? common[i + 1][j + 1] + 1 : Math.Max(common[i + 1][j], common[i][j + 1]);
            }
        }

        List<(char, string)> merged = [];
        int left = 0;
        int right = 0;
        while (left < first.Length || right < second.Length)
        {
            if (left < first.Length && right < second.Length && first[left] == second[right])
            {
                merged.Add((' ', first[left++]));
                right++;
            }
            else if (left < first.Length && (right == second.Length || common[left + 1][right] >= common[left][right + 1]))
            {
                merged.Add(('-', first[left++]));
            }
            else
            {
                merged.Add(('+', second[right++]));
            }
        }

        return merged;
    }
}
