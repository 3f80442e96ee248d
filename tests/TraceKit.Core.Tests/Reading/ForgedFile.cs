using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Reading;

/// <summary>A run file that is taken apart, changed and put together again with checksums and a seal that fit, so that one thing alone is wrong.</summary>
internal sealed partial class ForgedFile
{
    private readonly List<string> _lines;

    private ForgedFile(IEnumerable<string> lines) => _lines = [.. lines];

    /// <summary>run; planner_input, planner_output, gap, message, tool_call; end.</summary>
    public static byte[] Good { get; } = Record("good");

    /// <summary>The same of another run.</summary>
    public static byte[] Other { get; } = Record("other");

    /// <summary>The lines of <see cref="Good"/> without their checksums.</summary>
    public static ForgedFile Begin() => new(Lines(Good).Select(line => CrcTail().Replace(line, "}")));

    /// <summary>The lines of a file, without their line feeds.</summary>
    public static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n');

    /// <summary>Lines as a file.</summary>
    public static byte[] Join(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Changes a line, counted from 1.</summary>
    public ForgedFile Change(int line, string from, string to)
    {
        Assert.Contains(from, _lines[line - 1], StringComparison.Ordinal);
        _lines[line - 1] = _lines[line - 1].Replace(from, to, StringComparison.Ordinal);
        return this;
    }

    /// <summary>Puts a line in the place of another, counted from 1.</summary>
    public ForgedFile Replace(int line, string text)
    {
        _lines[line - 1] = text;
        return this;
    }

    /// <summary>Adds a line after another, counted from 1.</summary>
    public ForgedFile InsertAfter(int line, string text)
    {
        _lines.Insert(line, text);
        return this;
    }

    /// <summary>Takes the end line away.</summary>
    public ForgedFile Unsealed()
    {
        _lines.RemoveAt(_lines.Count - 1);
        return this;
    }

    /// <summary>The file with checksums; the seal's bytes and hash are made to fit, unless <paramref name="fitSeal"/> is false.</summary>
    public byte[] Bytes(bool fitSeal = true)
    {
        var file = new StringBuilder();
        uint crc = 0;
        foreach (string line in _lines)
        {
            string body = fitSeal && line.Contains("\"kind\":\"end\"", StringComparison.Ordinal) ? FitSeal(line, file.ToString()) : line;
            string open = body[..^1];
            crc = LineChecksum.Continue(crc, Encoding.UTF8.GetBytes(open));
            file.Append(CultureInfo.InvariantCulture, $"{open},\"crc\":\"{crc:x8}\"}}\n");
        }

        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static string FitSeal(string line, string before)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(before);
        string sized = ByteCount().Replace(line, $"\"bytes\":{bytes.Length}");
        return Sha256().Replace(sized, $"\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"}}");
    }

    private static byte[] Record(string runId)
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector, runId);
        var planning = run.Decide(new Agents.PlannerInput { Goal = "go", Observation = "page" }, new Emission { Step = 0 });
        planning.Answer(new Agents.PlannerOutput { Steps = [] });
        run.Emit(new Trap { OnRead = () => throw new InvalidOperationException("no") });
        run.Emit(new Models.Message { Conversation = "c", Role = "user", Content = "hi" });
        run.Emit(new Tools.ToolCall { CallId = "1", Name = "search", Arguments = "{}" });
        run.Complete(success: true, SuccessSource.Tests);
        return File.ReadAllBytes(run.Path!);
    }

    [GeneratedRegex(",\"crc\":\"[0-9a-f]{8}\"}$")]
    private static partial Regex CrcTail();

    [GeneratedRegex("\"bytes\":[0-9]+")]
    private static partial Regex ByteCount();

    [GeneratedRegex("\"sha256\":\"[0-9a-f]{64}\"}$")]
    private static partial Regex Sha256();
}
