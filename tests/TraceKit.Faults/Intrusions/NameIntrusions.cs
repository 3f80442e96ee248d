using TraceKit.Collection;
using TraceKit.Faults.Support;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Faults.Intrusions;

/// <summary>Ids that would be paths.</summary>
internal static class NameIntrusions
{
    private static readonly (string Name, string Id)[] Ids =
    [
        ("..", ".."), (".", "."), ("nothing", ""), ("a blank", " "), ("../x", "../x"), ("a folder up in the middle", "a/../../x"), ("an absolute path", "/tmp/x"), ("a drive", "C:\\x"),
        ("a backslash", "..\\x"), ("a share", "\\\\host\\x"), ("a stream of a file", "x:y"), ("NUL inside", "x\0y"), ("4,096 characters", new string('x', 4096)), ("129 characters", new string('x', 129)),
        ("percent signs", "%2e%2e%2fx"), ("é in one character", "caf\u00e9"), ("é in two", "cafe\u0301"), ("a line feed at the end", "x\n"), ("an option", "-rf"), ("a hidden file", ".x"),
        ("a home", "~x"), ("a variable", "$HOME"), ("a wildcard", "*"), ("a quote", "x'y"), ("right to left", "x\u202ey"), ("full-width letters", "\uff0e\uff0e\uff0fx"), ("the Kelvin sign", "\u212a"),
    ];

    public static IEnumerable<Intrusion> All() =>
    [
        .. Ids.Select(id => new Intrusion($"a run's id: {id.Name}", () => Refused(() => Start(id.Id)))),
        .. Ids.Where(id => id.Id.Length > 0).Select(id => new Intrusion($"a session's id: {id.Name}", () => Refused(() => Session(id.Id)))),
        .. Ids.Where(id => id.Id is not ("." or ".." or "")).Select(id => new Intrusion($"a run's id in a file that is read: {id.Name}", () => ReadOne(id.Id))),
        .. new[] { "CON", "NUL", "COM1", "aux" }.Select(device => new Intrusion($"a run's id that Windows has for a device: {device}", () => InRoot(device))),
        new("an id in two cases", () => Twice("Case", "case")),
        new("'show' with a path for an id", () => Shown("../outside")),
        new("'show' with an absolute path that is no run", () => Shown("/etc/passwd")),
    ];

    private static string? Refused(Action act)
    {
        try
        {
            act();
            return "it was accepted";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Start(string id)
    {
        using var folder = new MemoryFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder["root"], RecoverAtStart = false });
        using TraceRun run = collector.StartRun(Some.Descriptor(id));
    }

    private static void Session(string id)
    {
        using var folder = new MemoryFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder["root"], RecoverAtStart = false, SessionId = id });
    }

    private static string? ReadOne(string id)
    {
        string header = new System.Text.Json.Nodes.JsonObject { ["kind"] = "run", ["format"] = "tracekit/1", ["run_id"] = id, ["session_id"] = "s", ["started_at"] = "2026-01-01T00:00:00Z", ["goal"] = "g" }.ToJsonString();
        return RunFileReader.Read(System.Text.Encoding.UTF8.GetBytes(header + "\n"), "x").Runs.Count == 0 ? null : "a reader took it";
    }

    private static string? InRoot(string id)
    {
        using var folder = new MemoryFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder["root"], RecoverAtStart = false });
        using TraceRun run = collector.StartRun(Some.Descriptor(id));
        return run.Path is { } path && path.StartsWith(folder["root"] + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null : $"the file is {run.Path}";
    }

    private static string? Twice(string one, string other)
    {
        using var folder = new MemoryFolder();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder["root"], RecoverAtStart = false });
        using TraceRun first = collector.StartRun(Some.Descriptor(one));
        using TraceRun second = collector.StartRun(Some.Descriptor(other));
        return first.Path != second.Path ? null : "two runs share a file";
    }

    private static string? Shown(string id)
    {
        using var folder = new MemoryFolder();
        Directory.CreateDirectory(folder["root"]);
        File.WriteAllText(folder["outside"], "precious");
        (int exit, string output) = Intrusion.Command("show", id, "--root", folder["root"]);
        return exit != 0 && !output.Contains("precious", StringComparison.Ordinal) && !output.Contains("root:", StringComparison.Ordinal) ? null : output;
    }
}
