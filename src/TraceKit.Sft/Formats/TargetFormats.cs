namespace TraceKit.Sft.Formats;

/// <summary>The formats that rows can be written in.</summary>
public static class TargetFormats
{
    private static readonly ITargetFormat[] All = [new OpenAIFormat(), new TrlFormat()];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(format => format.Name)];

    internal static ITargetFormat Get(string name) => All.First(format => format.Name == name);
}
