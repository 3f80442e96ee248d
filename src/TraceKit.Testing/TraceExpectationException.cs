using TraceKit.Reading;
using TraceKit.Rendering;

namespace TraceKit.Testing;

/// <summary>A run is not what a test expects. The message says what was expected, what is the case, and tells the run.</summary>
public sealed class TraceExpectationException : Exception
{
    internal TraceExpectationException(string expected, string found, RecordedRun run)
        : base($"Expected {expected}.\nBut {found}.\n\nThe run:\n{Story(run)}")
    {
        Expected = expected;
        Found = found;
        RunId = run.RunId;
    }

    /// <summary>What was expected, as half a sentence.</summary>
    public string Expected { get; }

    /// <summary>What is the case, as half a sentence.</summary>
    public string Found { get; }

    /// <summary>The run.</summary>
    public string RunId { get; }

    private static string Story(RecordedRun run) => TraceStory.Render(run, new TraceStoryOptions { Width = 160 }).TrimEnd('\n');
}
