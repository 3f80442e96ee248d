using System.Runtime.InteropServices;
using TraceKit.Collection;
using TraceKit.Faults.Support;
using TraceKit.Interop.Importing;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Faults.Intrusions;

/// <summary>Links and special files where TraceKit writes or reads, and the modes of what it makes. Of Unix.</summary>
internal static partial class LinkIntrusions
{
    private const string Precious = "precious";
    private static readonly string Day = ManualTime.Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static IEnumerable<Intrusion> All() => OperatingSystem.IsWindows()
        ? []
        :
        [
            Planted("a link at a run file", (link, victim) => File.CreateSymbolicLink(link, victim)),
            Planted("a link to nowhere at a run file", (link, victim) => File.CreateSymbolicLink(link, victim + ".not")),
            Planted("a hard link at a run file", (link, victim) => Shell.Run("ln", victim, link)),
            Planted("a pipe at a run file", (link, _) => Shell.Run("mkfifo", link)),
            Planted("a folder at a run file", (link, _) => Directory.CreateDirectory(link)),
            new("a link at the day's folder", DayFolder),
            Recovered("a link at a run file that is recovered", (path, victim) =>
            {
                File.Move(path, victim + ".run");
                File.CreateSymbolicLink(path, victim + ".run");
            }, refused: true),
            Recovered("a link where torn bytes go", (path, victim) => File.CreateSymbolicLink(path + ".torn-1", victim)),
            Recovered("a link to nowhere where torn bytes go", (path, victim) => File.CreateSymbolicLink(path + ".torn-1", victim + ".not")),
            Recovered("a hard link where torn bytes go", (path, victim) => Shell.Run("ln", victim, path + ".torn-1")),
            new("a pipe among the files of a folder that is read", () => ReadFolder(folder => Shell.Run("mkfifo", folder["z.trace.jsonl"]))),
            new("a link out of a folder that is read", () => ReadFolder(folder => File.CreateSymbolicLink(folder["z.trace.jsonl"], "/etc/passwd"))),
            new("a link to a device in a folder that is read", () => ReadFolder(folder => File.CreateSymbolicLink(folder["z.trace.jsonl"], "/dev/zero"))),
            new("a ring of links in a folder that is read", () => ReadFolder(folder => Directory.CreateSymbolicLink(folder["ring"], folder.Path))),
            new("a pipe in a folder that is imported", ImportPipe),
            new("the modes of what a run makes, under any umask", () => Modes(folder => Some.Run(Collector(folder)).Dispose())),
            new("the modes of what recovery makes, under any umask", () => Modes(folder => Recover(folder, torn: true))),
        ];

    private static TraceCollector Collector(MemoryFolder folder) =>
        new(new TraceKitOptions { Root = folder["root"], Time = new ManualTime(), RecoverAtStart = false });

    private static Intrusion Planted(string name, Action<string, string> plant) => new(name, () =>
    {
        using var folder = new MemoryFolder();
        File.WriteAllText(folder["victim"], Precious);
        Directory.CreateDirectory(folder[$"root/{Day}"]);
        plant(folder[$"root/{Day}/planted.trace.jsonl"], folder["victim"]);
        using TraceCollector collector = Collector(folder);
        try
        {
            using TraceRun run = Some.Run(collector, "planted");
            return run.Path is null ? Unharmed(folder) : "the run took the planted file";
        }
        catch (ArgumentException)
        {
            return Unharmed(folder);
        }
    });

    private static string? Unharmed(MemoryFolder folder) =>
        File.ReadAllText(folder["victim"]) == Precious && !File.Exists(folder["victim.not"]) ? null : "the victim was written to";

    private static string? DayFolder()
    {
        using var folder = new MemoryFolder();
        Directory.CreateDirectory(folder["root"]);
        Directory.CreateDirectory(folder["elsewhere"]);
        Directory.CreateSymbolicLink(folder[$"root/{Day}"], folder["elsewhere"]);
        using TraceCollector collector = Collector(folder);
        Some.Run(collector, "planted").Dispose();
        return Directory.EnumerateFileSystemEntries(folder["elsewhere"]).Any() ? "the run went elsewhere" : null;
    }

    private static Intrusion Recovered(string name, Action<string, string> plant, bool refused = false) => new(name, () =>
    {
        using var folder = new MemoryFolder();
        File.WriteAllText(folder["victim"], Precious);
        string path = Open(folder, torn: true);
        plant(path, folder["victim"]);
        RecoveryResult result = RunRecovery.Recover(path, new ManualTime());
        return refused && result.Action != RecoveryAction.Refused ? $"recovery {result.Action}" : Unharmed(folder);
    });

    private static string Open(MemoryFolder folder, bool torn)
    {
        LargeRun large = LargeRun.Shared;
        File.WriteAllBytes(folder["large.trace.jsonl"], large.Bytes[..(large.Ends[5] + (torn ? 7 : 0))]);
        return folder["large.trace.jsonl"];
    }

    private static void Recover(MemoryFolder folder, bool torn)
    {
        string path = Open(folder, torn);
        RunRecovery.Recover(path, new ManualTime());
        File.Delete(path); // the file itself has the mode that the attacker gave it
    }

    private static string? ReadFolder(Action<MemoryFolder> plant)
    {
        using var folder = new MemoryFolder();
        File.WriteAllBytes(folder["a.trace.jsonl"], LargeRun.Shared.Bytes);
        plant(folder);
        foreach (string command in (string[])["ls", "validate", "stats", "recover"])
        {
            string output = Intrusion.Command(command, folder.Path).Output;
            if (output.Contains("root:", StringComparison.Ordinal))
            {
                return $"'{command}' shows what the link leads to";
            }
        }

        return null;
    }

    private static string? ImportPipe()
    {
        using var folder = new MemoryFolder();
        Directory.CreateDirectory(folder["in/20260101T000000Z"]);
        Shell.Run("mkfifo", folder["in/a.json"]);
        Shell.Run("mkfifo", folder["in/20260101T000000Z/events.jsonl"]);
        foreach (ITraceImporter importer in TraceImporters.All)
        {
            importer.Import(folder["in"], new ImportOptions { Out = folder["out"] });
        }

        return null;
    }

    private static string? Modes(Action<MemoryFolder> act)
    {
        using var folder = new MemoryFolder();
        int before = SetMask(0);
        try
        {
            act(folder);
        }
        finally
        {
            _ = SetMask(before);
        }

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        string[] made = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);
        string? open = made.FirstOrDefault(path => (ModeOf(path) & others) != 0);
        return made.Length == 0 ? "nothing was made" : open is null ? null : $"others may use {Path.GetFileName(open)}";
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetMask(int mask);
}
