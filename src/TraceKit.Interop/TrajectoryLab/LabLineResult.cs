using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TrajectoryLab;

/// <summary>A line of a trajectory: a record, or the reason why it is none.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Line">The record, or null.</param>
/// <param name="Refusal">The reason, or null.</param>
internal sealed record LabLineResult(int Number, LabLine? Line, Refusal? Refusal)
{
    /// <summary>Reads a line.</summary>
    public static LabLineResult Read(SourceLine line)
    {
        LabLine? read = LabLine.Read(line.Slice, line.Number, out Refusal? refusal);
        return new LabLineResult(line.Number, read, line.Judge(refusal));
    }
}
