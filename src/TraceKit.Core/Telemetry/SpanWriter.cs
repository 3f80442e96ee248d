using System.Diagnostics;
using TraceKit.Models;
using TraceKit.RunFiles;

namespace TraceKit.Telemetry;

/// <summary>Tells of one run. Called by many threads, on the agent's own.</summary>
internal abstract class SpanWriter
{
    /// <summary>Whether it writes what events say, such as prompts, and needs their data as it stands in the file.</summary>
    public virtual bool WantsData => false;

    /// <summary>How the run's activity starts.</summary>
    public abstract SpanHead Run();

    /// <summary>How the activity of a decision or a tool call starts.</summary>
    /// <param name="input">Its input; the place in the run is not known yet.</param>
    public abstract SpanHead Decision(ToldEvent input);

    /// <summary>How the activity of a model call starts.</summary>
    /// <param name="asked">The call; there is no reply yet.</param>
    public abstract SpanHead ModelCall(LlmCall asked);

    /// <summary>The run has started.</summary>
    /// <param name="activity">Its activity, of which all data is wanted.</param>
    public virtual void RunOpened(Activity activity)
    {
    }

    /// <summary>The input of a decision is in the file.</summary>
    /// <param name="activity">The decision's activity, of which all data is wanted.</param>
    /// <param name="span">The decision.</param>
    public virtual void Opened(Activity activity, ToldSpan span)
    {
    }

    /// <summary>An event happened that is no span of its own.</summary>
    /// <param name="activity">The activity that it belongs to, of which all data is wanted.</param>
    /// <param name="span">What happened in it so far.</param>
    /// <param name="happened">The event.</param>
    public virtual void Happened(Activity activity, ToldSpan span, ToldEvent happened)
    {
    }

    /// <summary>A decision, tool call or model call is over.</summary>
    /// <param name="activity">Its activity, which still runs; null when nobody listens, or its data is not wanted.</param>
    /// <param name="span">The decision or call.</param>
    /// <param name="answer">What answers it; of a model call, the call with its reply. Null when the file refused it.</param>
    /// <param name="errorType">What went wrong, as a stable word. Null when nothing did.</param>
    /// <param name="duration">How long it took.</param>
    public virtual void Closed(Activity? activity, ToldSpan span, ToldEvent? answer, string? errorType, TimeSpan duration)
    {
    }

    /// <summary>The run is over and sealed.</summary>
    /// <param name="activity">Its activity, which still runs; null when nobody listens, or its data is not wanted.</param>
    /// <param name="run">What it did.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="loss">What its file does not hold.</param>
    /// <param name="duration">How long it took.</param>
    public virtual void RunClosed(Activity? activity, ToldSpan run, RunOutcome outcome, LossRecord loss, TimeSpan duration)
    {
    }
}
