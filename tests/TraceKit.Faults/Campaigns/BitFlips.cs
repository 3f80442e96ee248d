using System.Collections.Concurrent;
using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Reading;

namespace TraceKit.Faults.Campaigns;

/// <summary>R7: each bit of a file, flipped alone.</summary>
internal static class BitFlips
{
    private const int Stride = 211;

    public static Campaign Campaign { get; } = new(
        "R7", "Every single flipped bit is found, no record changes in silence, and what follows the damage is read.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        LargeRun large = LargeRun.Shared;
        long bits = large.Bytes.Length * 8L;
        int stride = scale == Scale.Long ? 1 : Stride;
        long tried = (bits + stride - 1) / stride;
        var broken = new ConcurrentQueue<string>();
        var progress = new Progress(Campaign.Id, tried, scale);
        long headless = 0;
        Parallel.For(
            0,
            tried,
            () => (byte[])large.Bytes.Clone(),
            (number, _, copy) =>
            {
                int offset = (int)(number * stride / 8);
                copy[offset] ^= (byte)(1 << (int)(number * stride % 8));
                string? problem = Problem(large, copy, offset, ref headless);
                copy[offset] = large.Bytes[offset];
                if (problem is not null)
                {
                    broken.Enqueue($"bit {number * stride % 8} of byte {offset}: {problem}");
                }

                progress.Add();
                return copy;
            },
            _ => { });
        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{tried:N0} of {bits:N0} bits of a file of {large.Ends.Length} records"),
            Figures = string.Create(
                CultureInfo.InvariantCulture,
                $"all found, 0 changed in silence; at most the 2 records that touch the bit are not read; {headless:N0} flips took the run line itself, which is said, and its events with it"),
            Broken = [.. broken],
        };
    }

    private static string? Problem(LargeRun large, byte[] flipped, int offset, ref long headless)
    {
        RunFileContents contents = RunFileReader.Read(flipped, "flipped");
        HashSet<long> suspect = [.. contents.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Line)];
        if (suspect.Count == 0)
        {
            return "nothing was found";
        }

        int intact = 0;
        foreach (RecordedEvent recorded in contents.Runs.SelectMany(run => run.Events))
        {
            if (IsAsWritten(large, recorded))
            {
                intact++;
            }
            else if (!suspect.Contains(recorded.LineNumber))
            {
                return $"event {recorded.Seq} is not what was written, and nothing says so";
            }
        }

        if (offset < large.Ends[0] && intact == 0)
        {
            Interlocked.Increment(ref headless);
            return null;
        }

        return intact >= large.Events - 2 ? null : $"{large.Events - intact} events cannot be read";
    }

    private static bool IsAsWritten(LargeRun large, RecordedEvent recorded)
    {
        if (recorded.Seq < 0 || recorded.Seq >= large.Events)
        {
            return false;
        }

        int start = large.Ends[recorded.Seq];
        return recorded.Line.Span.SequenceEqual(large.Bytes.AsSpan(start, large.Ends[recorded.Seq + 1] - 1 - start));
    }
}
