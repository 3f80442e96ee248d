namespace TraceKit.Interop.TrajectoryLab;

/// <summary>What the lines of a trajectory say about the run as a whole.</summary>
internal sealed record LabFacts
{
    /// <summary>The record that the run's header is made of. Default: there is none that names a topic.</summary>
    public LabLine? Started { get; init; }

    /// <summary>The last record that says how the run ended. Default: there is none with a status.</summary>
    public LabLine? Completed { get; init; }

    /// <summary>The last record of the report. Default: there is none.</summary>
    public LabLine? Report { get; init; }

    /// <summary>Number of lines, readable or not.</summary>
    public required int Lines { get; init; }

    /// <summary>Number of records of calls.</summary>
    public required int ToolCalls { get; init; }

    /// <summary>Number of records of results that failed.</summary>
    public required int ToolErrors { get; init; }

    /// <summary>Looks through the lines, and takes nothing of them.</summary>
    public static LabFacts Of(LabTrajectory trajectory)
    {
        List<LabLine> records = [.. trajectory.Records];
        return new LabFacts
        {
            Started = records.Find(line => line.Type is "run_started" && !string.IsNullOrWhiteSpace(line.Aside.Text("topic"))),
            Completed = records.FindLast(line => line.Type is "run_completed" && !string.IsNullOrWhiteSpace(line.Aside.Text("status"))),
            Report = records.FindLast(line => line.Type is "final_report"),
            Lines = trajectory.Lines.Count,
            ToolCalls = records.Count(line => line.Type is "tool_call"),
            ToolErrors = records.Count(line => line.Type is "tool_result" && line.Aside.Flag("ok") == false),
        };
    }
}
