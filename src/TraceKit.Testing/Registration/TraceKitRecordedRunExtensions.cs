using TraceKit.Testing;

namespace TraceKit.Reading;

/// <summary>Sentences about recorded runs.</summary>
public static class TraceKitRecordedRunExtensions
{
    /// <summary>Begins a sentence about a run, such as <c>run.Expect().InOrder&lt;PlannerInput, PlannerOutput&gt;().NoParseFailure()</c>.</summary>
    /// <param name="run">The run: of a recorder, or read from any file.</param>
    public static RunExpectations Expect(this RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunExpectations(run);
    }
}
