using System.Globalization;

namespace TraceKit.RunFiles;

/// <summary>What should stand in the file of a run by now, and could not be written yet: its first line, and the gaps. Under the run's lock.</summary>
/// <param name="runId">The run's id.</param>
/// <param name="lines">Writes the lines.</param>
/// <param name="behind">Where lines wait for the flusher, or null.</param>
internal sealed class OwedLines(string runId, RunLines lines, WriteBehind? behind)
{
    private readonly PendingGaps _gaps = new();
    private (int Error, string Text) _reason = (0, "disk:0");

    /// <summary>Owes a gap of events that were refused for a reason.</summary>
    public void Add(DateTimeOffset time, long count, string reason, string? type = null) => _gaps.Add(time, count, reason, type);

    /// <summary>Owes a gap of events that the disk refused, or that found no room.</summary>
    public void Add(DateTimeOffset time, long count, int error)
    {
        if (_reason.Error != error)
        {
            _reason = (error, error == WriteBehind.NoRoom ? "buffer_full" : string.Create(CultureInfo.InvariantCulture, $"disk:{error}"));
        }

        _gaps.Add(time, count, _reason.Text);
    }

    /// <summary>Writes what is owed.</summary>
    /// <returns>Whether nothing is owed any more.</returns>
    public bool Write()
    {
        if (lines.At.Bytes == 0 && !lines.WriteFirst())
        {
            return false;
        }

        while (!_gaps.IsEmpty)
        {
            if (!lines.WriteRecord(_gaps.First(runId, after: lines.At.NextSeq - 1), RunFilesJson.Default.RunGap))
            {
                return false;
            }

            _gaps.RemoveFirst();
        }

        return true;
    }

    /// <summary>As <see cref="Write"/>, when a full buffer is no reason not to: it is emptied here.</summary>
    public bool WriteAll()
    {
        while (Drain() == 0)
        {
            if (Write())
            {
                return true;
            }

            if (lines.LastError != WriteBehind.NoRoom)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Hands over what waits in memory.</summary>
    /// <returns>0, or the system's error code.</returns>
    public int Drain() => lines.Answered(behind?.Drain() ?? 0);
}
