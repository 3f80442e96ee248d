using System.Text;
using TraceKit.Reading;
using TraceKit.Testing.Snapshots;

namespace TraceKit.Testing;

/// <summary>A run as canonical text to approve: one fact a line, and what changes from one execution to the next replaced by names.</summary>
/// <remarks>
/// Hand the text to Verify (<c>Verify(RunSnapshot.Of(run))</c>) or to any approval tool. Equal ids keep equal names (<c>{id-1}</c>), so that
/// what belongs together can be seen. Lines end with a line feed on every system.
/// </remarks>
public static class RunSnapshot
{
    /// <summary>Writes a run as canonical text.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What else is replaced. Default: ids, times, durations, hashes and paths alone.</param>
    public static string Of(RecordedRun run, SnapshotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        var json = new SnapshotJson(text, new SnapshotScrubber(options ?? new SnapshotOptions()));
        json.Run(run);
        foreach (RecordedEvent recorded in run.Events)
        {
            json.Event(recorded);
        }

        json.End(run);
        return text.ToString();
    }
}
