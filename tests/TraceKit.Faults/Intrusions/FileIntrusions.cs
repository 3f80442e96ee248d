using System.Text;
using TraceKit.Faults.Support;
using TraceKit.Interop.Importing;
using TraceKit.Reading;

namespace TraceKit.Faults.Intrusions;

/// <summary>Files that cost their reader time or memory, or would have it do something.</summary>
internal static class FileIntrusions
{
    private const int Large = 9 * 1024 * 1024;
    private const long MostMemory = 512L * 1024 * 1024;

    internal static readonly (string Name, Func<byte[]> Make)[] Files =
    [
        ("100,000 levels of arrays", () => Line(new string('[', 100_000) + new string(']', 100_000))),
        ("100,000 levels of objects", () => Line(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000))),
        ("levels that are never closed", () => Line(new string('[', Large))),
        ("a line of 9 MiB", () => Line($"{{\"kind\":\"{new string('x', Large)}\"}}")),
        ("9 MiB without a line feed", () => Encoding.UTF8.GetBytes(new string('x', Large))),
        ("a million keys", () => Line("{" + string.Join(',', Enumerable.Range(0, 500_000).Select(number => $"\"k{number}\":1")) + "}")),
        ("a key 500,000 times", () => Line("{" + string.Join(',', Enumerable.Repeat("\"k\":1", 500_000)) + "}")),
        ("keys that are each other's prefix", () => Line("{" + string.Join(',', Enumerable.Range(1, 2000).Select(number => $"\"{new string('a', number)}\":1")) + "}")),
        ("a million empty lines", () => Encoding.UTF8.GetBytes(new string('\n', 1_000_000))),
        ("300,000 lines that are wrong", () => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 300_000)))),
        ("300,000 run lines", () => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"kind\":\"run\",\"format\":\"tracekit/1\",\"run_id\":\"a\"}\n", 100_000)))),
        ("100,000 runs of which none ends", ManyRuns),
        ("__proto__", () => Line("{\"kind\":\"run\",\"__proto__\":{\"admin\":true}}")),
        ("$type", () => Line("{\"$type\":\"System.Diagnostics.Process, System\",\"kind\":\"run\"}")),
        ("a kind twice", () => Line("{\"kind\":\"run\",\"kind\":\"end\"}")),
        ("a kind twice, once in escapes", () => Line("{\"kind\":\"run\",\"\\u006bind\":\"end\"}")),
        ("numbers beyond all limits", () => Line("{\"kind\":\"event\",\"run_id\":\"a\",\"seq\":1e400,\"version\":-0,\"step\":99999999999999999999}")),
        ("a number of a million digits", () => Line($"{{\"kind\":\"event\",\"run_id\":\"a\",\"seq\":{new string('9', 1_000_000)}}}")),
        ("half of a surrogate pair", () => Line("{\"kind\":\"\\ud800\",\"\\udc00\":1}")),
        ("UTF-8 that is too long", () => [.. "{\"kind\":\""u8, 0xc0, 0xaf, .. "\"}\n"u8]),
        ("a surrogate in UTF-8", () => [.. "{\"kind\":\""u8, 0xed, 0xa0, 0x80, .. "\"}\n"u8]),
        ("a byte order mark", () => [0xef, 0xbb, 0xbf, .. LargeRun.Shared.Bytes.AsSpan(0, 100)]),
        ("UTF-16", () => Encoding.Unicode.GetBytes("{\"kind\":\"run\"}\n")),
        ("UTF-32", () => Encoding.UTF32.GetBytes("{\"kind\":\"run\"}\n")),
        ("9 MiB of NUL", () => new byte[Large]),
        ("NUL after the lines", () => [.. LargeRun.Shared.Bytes, .. new byte[Large]]),
        ("lines that end in CR", () => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(LargeRun.Shared.Bytes).Replace('\n', '\r'))),
        ("a compressed file", () => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, .. new byte[1000]]),
        ("nothing", () => []),
        ("comments and commas at the end", () => Line("{/* x */\"kind\":\"run\",}")),
        ("a base64 of 9 MiB", () => Line($"{{\"kind\":\"event\",\"data\":\"{new string('A', Large - 100)}\"}}")),
        ("a million escapes", () => Line($"{{\"kind\":\"{string.Concat(Enumerable.Repeat("\\u0061", 1_000_000))}\"}}")),
    ];

    public static IEnumerable<Intrusion> All() =>
    [
        .. Files.Select(file => new Intrusion($"a run file with {file.Name}", () => Read(file.Make()))),
        .. Files.Select(file => new Intrusion($"foreign files with {file.Name}", () => Import(file.Make()))),
        .. Files.Select(file => new Intrusion($"a dataset with {file.Name}", () => Check(file.Make()))),
    ];

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private static byte[] ManyRuns()
    {
        using var bytes = new MemoryStream();
        ReadOnlySpan<byte> header = LargeRun.Shared.Bytes.AsSpan(0, LargeRun.Shared.Ends[0]);
        for (int number = 0; number < 3_000; number++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(header).Replace("\"large\"", $"\"r{number}\"", StringComparison.Ordinal)));
        }

        return bytes.ToArray();
    }

    private static string? Read(byte[] file)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        RunFileContents contents = RunFileReader.Read(file, "hostile");
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(contents);
        return contents.Findings.Count == 0 && contents.Runs.Any(run => run.End is null) ? "a reader finds nothing" : kept > MostMemory ? $"{kept} bytes are kept" : null;
    }

    private static string? Import(byte[] file)
    {
        using var folder = new MemoryFolder();
        Directory.CreateDirectory(folder["in/20260101T000000Z"]);
        File.WriteAllBytes(folder["in/a.json"], file);
        File.WriteAllBytes(folder["in/20260101T000000Z/events.jsonl"], file);
        foreach (ITraceImporter importer in TraceImporters.All)
        {
            ImportReport report = importer.Import(folder["in"], new ImportOptions { Out = folder["out"] });
            if (report.RecordsRead != report.RecordsImported + report.Rejected.Values.Sum())
            {
                return $"{importer.Format}: a record is in no book";
            }
        }

        return null;
    }

    private static string? Check(byte[] file)
    {
        using var folder = new MemoryFolder();
        File.WriteAllBytes(folder["rows.jsonl"], file);
        (int exit, string output) = Intrusion.Command("sft", "check", folder["rows.jsonl"]);
        return exit == Cli.ExitCodes.Defect ? output : null;
    }
}
