using System.Collections.Concurrent;
using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.Testing;

namespace TraceKit.Faults.Campaigns;

/// <summary>R6: a file that ends at any of its bytes.</summary>
internal static class Truncations
{
    private const int Stride = 131;

    public static Campaign Campaign { get; } = new(
        "R6", "Wherever a file is cut, each whole record is recovered, the rest is kept beside it, and the run is sealed.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        LargeRun large = LargeRun.Shared;
        int[] lengths = [.. Enumerable.Range(0, large.Bytes.Length).Where(length => scale == Scale.Long || IsSampled(large, length))];
        var broken = new ConcurrentQueue<string>();
        var progress = new Progress(Campaign.Id, lengths.Length, scale);
        using var folder = new MemoryFolder();
        Parallel.ForEach(lengths, length =>
        {
            if (Problem(large, length, folder[length.ToString(CultureInfo.InvariantCulture)]) is { } problem)
            {
                broken.Enqueue($"cut at byte {length}: {problem}");
            }

            progress.Add();
        });
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{lengths.Length:N0} of {large.Bytes.Length:N0} cuts of a file of {large.Ends.Length} records"),
            Figures = "0 whole records lost, 0 glued, recovered again: nothing changes",
            Broken = [.. broken],
        };
    }

    private static bool IsSampled(LargeRun large, int length)
    {
        int place = Array.BinarySearch(large.Ends, length);
        int next = place >= 0 ? place : ~place;
        bool nearEnd = next < large.Ends.Length && next % 3 == 0 && large.Ends[next] - length <= 2;
        bool nearStart = next > 0 && next % 3 == 0 && length - large.Ends[next - 1] <= 1;
        return length % Stride == 0 || nearEnd || nearStart;
    }

    private static string? Problem(LargeRun large, int length, string folder)
    {
        ReadOnlySpan<byte> cut = large.Bytes.AsSpan(0, length);
        int lines = large.Ends.Count(end => end <= length || end == length + 1);
        int kept = lines == 0 ? 0 : large.Ends[lines - 1];
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, "large.trace.jsonl");
        File.WriteAllBytes(path, cut);
        RunRecovery.Recover(path, new ManualTime());
        byte[] recovered = File.ReadAllBytes(path);
        if (lines == 0)
        {
            return recovered.AsSpan().SequenceEqual(cut) ? null : "a file without a whole line was changed";
        }

        string? problem = Kept(large, recovered, kept) ?? Aside(path, cut, kept) ?? Read(recovered, lines, large.Events);
        RunRecovery.Recover(path, new ManualTime());
        problem ??= File.ReadAllBytes(path).AsSpan().SequenceEqual(recovered) ? null : "the second recovery changed the file";
        Directory.Delete(folder, recursive: true);
        return problem;
    }

    private static string? Kept(LargeRun large, byte[] recovered, int kept) =>
        recovered.AsSpan().StartsWith(large.Bytes.AsSpan(0, kept)) ? null : "the whole lines are not what they were";

    private static string? Aside(string path, ReadOnlySpan<byte> cut, int kept)
    {
        string aside = path + RunFormat.TornExtension + "-1";
        ReadOnlySpan<byte> torn = cut.Length > kept ? cut[kept..] : [];
        byte[] found = File.Exists(aside) ? File.ReadAllBytes(aside) : [];
        return found.AsSpan().SequenceEqual(torn) ? null : $"{torn.Length} bytes are torn, {found.Length} were set aside";
    }

    private static string? Read(byte[] recovered, int lines, int events)
    {
        RunFileContents contents = RunFileReader.Read(recovered, "cut");
        TraceFinding? error = contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error);
        int expected = Math.Min(lines - 1, events);
        return error is not null ? error.ToString()
            : contents.Runs is [{ End: not null } run] && run.Events.Count == expected ? null
            : $"{expected} events are whole, {contents.Runs.Sum(run => run.Events.Count)} were recovered";
    }
}
