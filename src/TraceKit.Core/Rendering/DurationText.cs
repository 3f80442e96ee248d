using System.Globalization;

namespace TraceKit.Rendering;

/// <summary>Spans of time as people read them.</summary>
public static class DurationText
{
    /// <summary>Writes a span of time: <c>0.4 ms</c>, <c>251 ms</c>, <c>3.25 s</c>, <c>2 min 05 s</c>, <c>1 h 02 min</c>.</summary>
    /// <param name="span">The span.</param>
    public static string Of(TimeSpan span) => span.TotalMilliseconds switch
    {
        < 0 => "-" + Of(-span),
        0 => "0 ms",
        < 9.95 => Text($"{span.TotalMilliseconds:0.#} ms"),
        < 999.5 => Text($"{span.TotalMilliseconds:0} ms"),
        < 59_995 => Text($"{span.TotalSeconds:0.00} s"),
        < 3_599_500 => Text($"{Whole(span).Minutes} min {Whole(span).Seconds:00} s"),
        _ => Text($"{(long)span.TotalHours} h {span.Minutes:00} min"),
    };

    /// <summary>Writes milliseconds as a span of time.</summary>
    /// <param name="milliseconds">The span; what is no span of time is written as <c>?</c>.</param>
    public static string OfMilliseconds(double milliseconds) =>
        Math.Abs(milliseconds) < 1e14 ? Of(TimeSpan.FromMilliseconds(milliseconds)) : "?";

    /// <summary>Writes the distance from a run's start as a clock does, always nine columns below an hour: <c>00:03.250</c>.</summary>
    /// <param name="offset">Time since the start.</param>
    internal static string Clock(TimeSpan offset)
    {
        TimeSpan distance = offset.Duration();
        string hours = distance.TotalHours >= 1 ? Text($"{(long)distance.TotalHours}:") : string.Empty;
        return Text($"{(offset < TimeSpan.Zero ? "-" : string.Empty)}{hours}{distance.Minutes:00}:{distance.Seconds:00}.{distance.Milliseconds:000}");
    }

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
