using System.Text;
using TraceKit.Agents;
using TraceKit.ModelOutput;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.RunFiles;
using TraceKit.Testing;

namespace TraceKit.Faults.Fuzzing;

/// <summary>What reads run files, replies and text.</summary>
internal static class ReadingTargets
{
    public static IEnumerable<FuzzTarget> All() =>
    [
        new("reader", 60_000, FuzzSeeds.RunFiles, () => new Fuzzed(Read)),
        new("recovery", 4_000, FuzzSeeds.RunFiles, () => new FuzzedInFolder(Recover)),
        new("story", 15_000, FuzzSeeds.RunFiles, () => new Fuzzed(Tell)),
        new("model output", 150_000, FuzzSeeds.Replies, () => new Fuzzed(Parse)),
        new("terminal text", 600_000, [.. FuzzSeeds.Replies, .. FuzzSeeds.RunFiles.Take(1)], () => new Fuzzed(Show)),
        OtlpTarget.Target,
    ];

    /// <summary>A file without errors is what its lines say: written again, line for line, it reads the same.</summary>
    private static string? Read(byte[] input)
    {
        RunFileContents contents = RunFileReader.Read(input, "fuzzed");
        if (contents.Findings.Any(finding => finding.Severity == FindingSeverity.Error) || contents.Runs.Count != 1)
        {
            return null;
        }

        RecordedRun run = contents.Runs[0];
        using var again = new MemoryStream();
        foreach (ReadOnlyMemory<byte> line in (IEnumerable<ReadOnlyMemory<byte>>)[run.HeaderLine, .. run.Events.Select(recorded => recorded.Line)])
        {
            again.Write(line.Span);
            again.WriteByte((byte)'\n');
        }

        RunFileContents reread = RunFileReader.Read(again.ToArray(), "again");
        bool whole = run.Gaps.Count > 0 || (reread.Runs is [var same] && same.Events.Count == run.Events.Count && same.Events.Zip(run.Events).All(pair => pair.First.Sha256 == pair.Second.Sha256));
        return whole && !reread.Findings.Any(finding => finding.Severity == FindingSeverity.Error && run.Gaps.Count == 0) ? null : "what was accepted does not read the same when it is written again";
    }

    /// <summary>Recovery loses no byte: what is no longer in the file is beside it. Recovering again changes nothing.</summary>
    private static string? Recover(Support.MemoryFolder folder, byte[] input)
    {
        string path = folder["x.trace.jsonl"];
        File.WriteAllBytes(path, input);
        RecoveryResult result = RunRecovery.Recover(path, new ManualTime());
        byte[] recovered = File.ReadAllBytes(path);
        byte[] aside = File.Exists(path + ".torn-1") ? File.ReadAllBytes(path + ".torn-1") : [];
        int kept = Math.Max(0, input.Length - aside.Length);
        if (!recovered.AsSpan().StartsWith(input.AsSpan(0, kept)) || !input.AsSpan(kept).SequenceEqual(aside))
        {
            return $"{result.Action}: of {input.Length} bytes {aside.Length} were set aside, and the others are not all in the file";
        }

        RunRecovery.Recover(path, new ManualTime());
        return File.ReadAllBytes(path).AsSpan().SequenceEqual(recovered) ? null : "the second recovery changed the file";
    }

    private static string? Tell(byte[] input)
    {
        foreach (RecordedRun run in RunFileReader.Read(input, "fuzzed").Runs)
        {
            if (Obeyed(TraceStory.Render(run, new TraceStoryOptions { Full = true })) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Parse(byte[] input)
    {
        string reply = Encoding.UTF8.GetString(input);
        bool found = ModelOutputParser.TryParse(reply, PlannerOutput.EventType.Json, out PlannerOutput? plan, out ModelOutputSpan span, out _);
        if (!found)
        {
            return null;
        }

        string text = reply.Substring(span.Start, span.Length);
        return ModelOutputParser.TryParse(text, PlannerOutput.EventType.Json, out PlannerOutput? again, out ModelOutputSpan whole, out _)
            && EventBuffer.ToText(again, PlannerOutput.EventType.Json) == EventBuffer.ToText(plan!, PlannerOutput.EventType.Json)
            && whole.Length == span.Length
            ? null
            : "what was found does not parse the same when it stands alone";
    }

    private static string? Show(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        string line = TerminalText.Line(text, 80);
        return line.Contains('\n', StringComparison.Ordinal) || TerminalText.Width(line) > 81
            ? "a line is no line of its width"
            : Obeyed(TerminalText.Escape(text)) ?? Obeyed(line);
    }

    /// <summary>What a terminal would act upon.</summary>
    internal static string? Obeyed(string shown)
    {
        foreach (char character in shown)
        {
            if ((char.IsControl(character) && character is not ('\n' or '\t')) || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))
            {
                return $"U+{(int)character:X4} is shown as it is";
            }
        }

        return null;
    }
}
