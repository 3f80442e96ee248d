using System.Text.Json;
using TraceKit.Faults.Victims;
using TraceKit.Reading;
using TraceKit.RunFiles;

namespace TraceKit.Faults.Support;

/// <summary>What can be read of a victim's events after its death.</summary>
internal sealed class Remains
{
    private readonly HashSet<(int Thread, long Number)> _events = [];

    /// <summary>What a reader finds wrong.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Lines that are not whole.</summary>
    public int TornLines { get; private set; }

    /// <summary>Events that are there more than once.</summary>
    public int Twice { get; private set; }

    /// <summary>Events that can be read.</summary>
    public int Count => _events.Count;

    /// <summary>The texts of the events that can be read.</summary>
    public HashSet<string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Events that say themselves that a part of them was replaced.</summary>
    public int Marked { get; private set; }

    /// <summary>The runs, when they are TraceKit's.</summary>
    public List<RecordedRun> Runs { get; } = [];

    /// <summary>Recovers what the victim left and reads it.</summary>
    public static Remains Of(VictimSettings settings) =>
        settings.Subject == "tracekit" ? OfTraceKit(settings.Root, recover: true) : OfLines(settings.Root);

    /// <summary>Reads what the victim left as it lies there.</summary>
    public static Remains Read(VictimSettings settings) =>
        settings.Subject == "tracekit" ? OfTraceKit(settings.Root, recover: false) : OfLines(settings.Root);

    /// <summary>How many events were acknowledged and cannot be read.</summary>
    public long Lost(Death death) => death.Acknowledged.Count(Lacks);

    /// <summary>Whether an event cannot be read.</summary>
    public bool Lacks((int Thread, long Number) wanted) => !_events.Contains(wanted);

    private static Remains OfTraceKit(string root, bool recover)
    {
        var remains = new Remains();
        foreach ((string path, string name) in TraceFolder.List(root))
        {
            RecoveryResult? recovery = recover ? RunRecovery.Recover(path) : null;
            RunFileContents contents = RunFileReader.Read(path, name);
            if (new FileInfo(path).Length == 0)
            {
                continue; // was being made
            }

            remains.Errors.AddRange(contents.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()));
            remains.TornLines += recovery is { TornBytes: > 0 } ? 1 : 0;
            remains.Runs.AddRange(contents.Runs);
            foreach (RecordedEvent recorded in contents.Runs.SelectMany(run => run.Events))
            {
                if (recorded.TryRead<Numbered>() is { } numbered)
                {
                    remains.Add(numbered.Thread, numbered.Number, numbered.Text);
                    remains.Marked += recorded.ReplacedCharacters > 0 ? 1 : 0;
                }
            }
        }

        return remains;
    }

    private static Remains OfLines(string root)
    {
        var remains = new Remains();
        foreach (ReadOnlyMemory<byte> line in Directory.EnumerateFiles(root, "*.jsonl").SelectMany(LinesOf))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                JsonElement members = document.RootElement.TryGetProperty("Properties", out JsonElement properties) ? properties : document.RootElement;
                remains.Add(members.GetProperty("Thread").GetInt32(), members.GetProperty("Number").GetInt64(), members.GetProperty("Text").GetString()!);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                remains.TornLines++;
            }
        }

        return remains;
    }

    /// <summary>The lines as bytes: a reader that decodes first would not see broken Unicode.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> LinesOf(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        for (int start = 0; start < bytes.Length;)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : start + length;
            yield return bytes.AsMemory(start..end);
            start = end + 1;
        }
    }

    private void Add(int thread, long number, string text)
    {
        Twice += _events.Add((thread, number)) ? 0 : 1;
        Texts.Add(text);
    }
}
