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

    /// <summary>The runs, when they are TraceKit's.</summary>
    public List<RecordedRun> Runs { get; } = [];

    /// <summary>Recovers what the victim left and reads it.</summary>
    public static Remains Of(VictimSettings settings) =>
        settings.Subject == "tracekit" ? OfTraceKit(settings.Root) : OfLines(settings.Root);

    /// <summary>How many events were acknowledged and cannot be read.</summary>
    public long Lost(Death death) => death.Acknowledged.Count(Lacks);

    /// <summary>Whether an event cannot be read.</summary>
    public bool Lacks((int Thread, long Number) wanted) => !_events.Contains(wanted);

    private static Remains OfTraceKit(string root)
    {
        var remains = new Remains();
        foreach ((string path, string name) in TraceFolder.List(root))
        {
            RecoveryResult recovery = RunRecovery.Recover(path);
            RunFileContents contents = RunFileReader.Read(path, name);
            if (new FileInfo(path).Length == 0)
            {
                continue; // was being made
            }

            remains.Errors.AddRange(contents.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ToString()));
            remains.TornLines += recovery.TornBytes > 0 ? 1 : 0;
            remains.Runs.AddRange(contents.Runs);
            foreach (RecordedEvent recorded in contents.Runs.SelectMany(run => run.Events))
            {
                if (recorded.TryRead<Numbered>() is { } numbered)
                {
                    remains.Add(numbered.Thread, numbered.Number);
                }
            }
        }

        return remains;
    }

    private static Remains OfLines(string root)
    {
        var remains = new Remains();
        foreach (string line in Directory.EnumerateFiles(root, "*.jsonl").SelectMany(File.ReadLines))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                JsonElement members = document.RootElement.TryGetProperty("Properties", out JsonElement properties) ? properties : document.RootElement;
                remains.Add(members.GetProperty("Thread").GetInt32(), members.GetProperty("Number").GetInt64());
            }
            catch (JsonException)
            {
                remains.TornLines++;
            }
        }

        return remains;
    }

    private void Add(int thread, long number) => Twice += _events.Add((thread, number)) ? 0 : 1;
}
