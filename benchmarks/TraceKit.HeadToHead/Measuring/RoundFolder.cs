using System.Globalization;
using System.Text.Json;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>The files of one child process; they are gone when it is.</summary>
internal sealed class RoundFolder : IDisposable
{
    /// <summary>Name of the file in which the child says how many events it wrote before it measured, in how many lives.</summary>
    public const string WarmUpCount = "warm-up.count";

    public string Path { get; } = Directory.CreateTempSubdirectory("tracekit-head-to-head-").FullName;

    /// <summary>Where the child says what it measured.</summary>
    public string Result => System.IO.Path.Combine(Path, "result.json");

    /// <summary>Where the standard output goes of a peer that writes there.</summary>
    public string Output => System.IO.Path.Combine(Path, "output.log");

    /// <summary>Events that were written before those that are measured, and by how many peers, one after the other.</summary>
    public (int Events, int Lives) WarmedUp
    {
        get
        {
            int[] counts = [.. File.ReadAllText(System.IO.Path.Combine(Path, WarmUpCount)).Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
            return (counts[0], counts[1]);
        }
    }

    /// <summary>Lines with a line feed at their end that are whole JSON objects, in the files of what was measured.</summary>
    public long CompleteLines()
    {
        string measured = System.IO.Path.Combine(Path, "measured");
        IEnumerable<string> files = File.Exists(Output) ? [Output] : Directory.Exists(measured) ? Directory.EnumerateFiles(measured, "*", SearchOption.AllDirectories) : [];
        return files.Sum(CompleteLines);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static long CompleteLines(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        long lines = 0;
        for (int start = 0, end; (end = bytes.AsSpan(start).IndexOf((byte)'\n')) >= 0; start += end + 1)
        {
            lines += IsObject(bytes.AsSpan(start, end)) ? 1 : 0;
        }

        return lines;
    }

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && reader.BytesConsumed == line.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
