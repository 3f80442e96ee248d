using System.Globalization;
using TraceKit.Reading;
using TraceKit.Sft.Building;

namespace TraceKit.Sft.Lineage;

/// <summary>Writes down where a row came from.</summary>
internal static class LineageMaker
{
    public static LineageRow Of(BuiltRow row, int index)
    {
        RecordedRun run = row.Candidate.Run;
        bool usesHeader = row.Map.Any(entry => entry is { Seq: null, Op: Rows.Operations.Tools });
        return new LineageRow
        {
            Row = string.Create(CultureInfo.InvariantCulture, $"{row.Split}:{index}"),
            Sha256 = row.Sha256,
            Kind = row.Candidate.Kind,
            Group = row.Group,
            RunId = run.RunId,
            TaskId = run.Header.TaskId,
            Success = run.End?.Success,
            SuccessSource = run.End?.SuccessSource is { } source ? Outcomes.NameOf(source) : null,
            Effect = row.Candidate.Effect,
            File = run.File,
            Seal = run.End!.Sha256,
            Header = usesHeader ? Bytes(run.RunId, "run", run.HeaderOffset, run.HeaderLine) : null,
            Src = [.. row.Candidate.Events.Select(Bytes)],
            Bases = Bases(row.Candidate.Events, run) is { Length: > 0 } bases ? bases : null,
            Map = row.Map,
        };
    }

    /// <summary>The events that others stand on, through any number of them.</summary>
    private static SourceBytes[] Bases(IReadOnlyList<RecordedEvent> sources, RecordedRun run)
    {
        var found = new SortedDictionary<long, RecordedEvent>();
        foreach (RecordedEvent source in sources)
        {
            RecordedEvent at = source;
            while (at.Base is { } reference && found.TryAdd(reference.Seq, run.Events[(int)reference.Seq]))
            {
                at = run.Events[(int)reference.Seq];
            }
        }

        return [.. found.Values.Except(sources).Select(Bytes)];
    }

    private static SourceBytes Bytes(RecordedEvent recorded) =>
        Bytes(recorded.Address.ToString(), recorded.Type, recorded.Offset, recorded.Line) with { Blobs = recorded.Blobs.Count > 0 ? recorded.Blobs : null };

    private static SourceBytes Bytes(string address, string type, long offset, ReadOnlyMemory<byte> line) => new()
    {
        Address = address,
        Type = type,
        Offset = offset,
        Length = line.Length,
        Sha256 = Hashes.Of(line.Span),
    };
}
