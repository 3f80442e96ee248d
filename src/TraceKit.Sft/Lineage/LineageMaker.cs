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
            File = run.File,
            Seal = run.End!.Sha256,
            Header = usesHeader ? Bytes(run.RunId, "run", run.HeaderOffset, run.HeaderLine) : null,
            Src = [.. row.Candidate.Events.Select(recorded => Bytes(recorded.Address.ToString(), recorded.Type, recorded.Offset, recorded.Line))],
            Map = row.Map,
        };
    }

    private static SourceBytes Bytes(string address, string type, long offset, ReadOnlyMemory<byte> line) => new()
    {
        Address = address,
        Type = type,
        Offset = offset,
        Length = line.Length,
        Sha256 = Hashes.Of(line.Span),
    };
}
