using System.Globalization;
using TraceKit.Cli.Documents;
using TraceKit.Contract;
using TraceKit.Rendering;
using TraceKit.RunFiles;

namespace TraceKit.Cli.Output;

/// <summary>Values as the cells of tables show them; what is unknown is said to be, or is a dash.</summary>
internal static class Cells
{
    private const string Unknown = "-";

    public static StorySpan Status(RunStatus status) => new(status.ToString().ToLowerInvariant(), status switch
    {
        RunStatus.Completed => StoryTone.Good,
        RunStatus.Failed => StoryTone.Bad,
        _ => StoryTone.Warning,
    });

    public static StorySpan Success(bool? success) => success switch
    {
        true => new("yes", StoryTone.Good),
        false => new("no", StoryTone.Bad),
        null => new("unknown", StoryTone.Warning),
    };

    public static string Source(SuccessSource? source) => source switch
    {
        null => Unknown,
        SuccessSource.SelfReported => "self_reported",
        _ => source.Value.ToString().ToLowerInvariant(),
    };

    public static StorySpan Number(long? value) => new(value?.ToString("#,0", CultureInfo.InvariantCulture) ?? Unknown);

    public static StorySpan Count(long value, StoryTone toneAboveZero) =>
        Number(value) with { Tone = value > 0 ? toneAboveZero : StoryTone.Plain };

    public static StorySpan Rate(double? share) =>
        new(share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? Unknown, share > 0 ? StoryTone.Bad : StoryTone.Plain);

    public static StorySpan Median(Distribution values) => new(Time(values.P50));

    public static StorySpan Tail(Distribution values) => new(Time(values.P95));

    private static string Time(double? milliseconds) => milliseconds is { } known ? DurationText.OfMilliseconds(known) : Unknown;
}
