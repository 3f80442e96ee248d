using System.Buffers;
using System.Text;
using System.Text.Json;
using TraceKit.Cli;
using TraceKit.Faults.Support;
using TraceKit.Interop.Importing;
using TraceKit.Redaction;
using TraceKit.Sft.Checking;
using TraceKit.Sft.Datasets;
using TraceKit.Sft.Recipes;

namespace TraceKit.Faults.Fuzzing;

/// <summary>What takes secrets out, imports, builds and is called from a command line.</summary>
internal static class WritingTargets
{
    private static readonly RedactionPolicy Policy = Secrets.Default.With(PersonalData.Default.Rules);

    private static readonly byte[][] CommandLines = [.. new[]
    {
        "show\nrun-1\n--root\nx\n--full", "ls\nx\n--status\ncompleted\n--json", "validate\nx\n--strict", "stats\nx\n--json", "recover\nx",
        "import\nauto\nx\n--out\ny\n--model\nm", "sft\nbuild\nx\n--out\ny\n--split\ntask\n--format\ntrl", "sft\ncheck\nx\n--format\nopenai", "sft\naudit\nx\ntrain:0\n--full", "--help", "@file\n[suggest]\n--version",
    }.Select(Encoding.UTF8.GetBytes)];

    public static IEnumerable<FuzzTarget> All() =>
    [
        new("redactor", 150_000, [.. FuzzSeeds.RunFiles.Take(1).Select(FirstLine), .. SecretSeeds()], () => new Fuzzed(Redact)),
        new("recipe", 10_000, FuzzSeeds.Recipes, () => new FuzzedInFolder(ReadRecipe)),
        new("dataset check", 2_000, FuzzSeeds.Rows, () => new FuzzedInFolder(CheckRows)),
        new("command line", 8_000, CommandLines, () => new FuzzedInFolder(Call)),
        .. TraceImporters.All.Select(importer => new FuzzTarget($"import {importer.Format}", 1_000, SeedsOf(importer), () => new FuzzedInFolder((folder, input) => Import(importer, folder, input)))),
    ];

    private static byte[] FirstLine(byte[] file) => file[..(Array.IndexOf(file, (byte)'\n') + 1)];

    private static IEnumerable<byte[]> SecretSeeds() => new[]
    {
        """{"text":"use sk-proj-q8Zt3Kx7Lm2Vb9Nc4Rw6Yp1Hs5Dg0Jf8 now","password":"h9Kx2pQzW","n":{"url":"postgres://a:h9Kx2pQz@h/d"}}""",
        """{"b64":"c2stYW50LWFwaTAzLXE4WnQzS3g3TG0yVmI5TmM0Unc2","pct":"%73%6b-ant-","mail":"a@b.example","card":"4111 1111 1111 1111"}""",
    }.Select(Encoding.UTF8.GetBytes);

    private static IReadOnlyList<byte[]> SeedsOf(ITraceImporter importer) => importer.Format switch
    {
        "tau-bench" =>
        [
            """[{"task_id":0,"reward":1.0,"info":{"task":{"instruction":"i"}},"traj":[{"role":"system","content":"s"},{"role":"user","content":"u"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","name":"f","content":"r"},{"role":"assistant","content":"a"}],"trial":0}]"""u8.ToArray(),
        ],
        "manus" => [.. FuzzSeeds.Shared("seed_formats/manus", "events.jsonl", 4), EpisodeLine],
        _ => [.. FuzzSeeds.Shared("seed_formats/plan_and_act", "events.jsonl", 4), EpisodeLine],
    };

    private static byte[] EpisodeLine => """{"event_id":"e","episode_id":"p","timestamp":"2026-01-01T00:00:00Z","type":"planner_input","step":0,"role":"planner","payload":{"goal":"g","observation":"o"}}"""u8.ToArray();

    /// <summary>What is redacted is JSON, and has nothing left that is redacted; what is no JSON is withheld.</summary>
    private static string? Redact(byte[] input)
    {
        var redactor = new RunRedactor(Policy, "key"u8);
        var output = new ArrayBufferWriter<byte>();
        if (!redactor.Redact(input, output, new RedactionCounts()))
        {
            return null;
        }

        var again = new ArrayBufferWriter<byte>();
        if (IsJson(input) && !IsJson(output.WrittenSpan))
        {
            return "JSON became what is no JSON";
        }

        return redactor.Redact(output.WrittenSpan, again, new RedactionCounts()) ? $"redacted again it changes: {Encoding.UTF8.GetString(again.WrittenSpan)}" : null;
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? ReadRecipe(MemoryFolder folder, byte[] input)
    {
        string path = folder["recipe.json"];
        File.WriteAllBytes(path, input);
        try
        {
            SftRecipe recipe = RecipeFile.Load(path);
            RecipeFile.Check(recipe);
            return null;
        }
        catch (RecipeException)
        {
            return null;
        }
    }

    private static string? CheckRows(MemoryFolder folder, byte[] input)
    {
        string path = folder["rows.jsonl"];
        File.WriteAllBytes(path, input);
        try
        {
            CheckResult first = DatasetCheck.Check(path);
            CheckResult second = DatasetCheck.Check(path);
            return first.Rows == second.Rows && first.Gates.Count == second.Gates.Count ? null : "two checks of the same rows differ";
        }
        catch (DatasetException)
        {
            return null;
        }
    }

    private static string? Call(MemoryFolder folder, byte[] input)
    {
        string[] arguments = [.. Encoding.UTF8.GetString(input).Split('\n').Select(word => word is "x" or "y" ? folder[word] : word.Replace('/', '_'))];
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = TraceKitCommand.Invoke(arguments, new CommandContext { Output = output, Error = error });
        return exit == ExitCodes.Defect ? error.ToString() : ReadingTargets.Obeyed(error.ToString());
    }

    /// <summary>Every record is booked; what was imported reads without errors, and importing again finds it there.</summary>
    private static string? Import(ITraceImporter importer, MemoryFolder folder, byte[] input)
    {
        string name = importer.Format == "tau-bench" ? "in/a.json" : "in/20260101T000000Z/events.jsonl";
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllBytes(folder[name], input);
        ImportReport report = importer.Import(folder["in"], new ImportOptions { Out = folder["out"] });
        if (report.RecordsRead != report.RecordsImported + report.Rejected.Values.Sum())
        {
            return $"{report.RecordsRead} read, {report.RecordsImported} imported, {report.Rejected.Values.Sum()} rejected";
        }

        if (report.Runs == 0)
        {
            return null;
        }

        ImportReport again = importer.Import(folder["in"], new ImportOptions { Out = folder["out"] });
        return again.AlreadyThere == report.Runs && again.Runs == 0 ? null : $"imported again: {again.AlreadyThere} of {report.Runs} runs are there already";
    }
}
