using System.Globalization;

namespace TraceKit.Cli.Output;

/// <summary>A number with its noun: <c>1 run</c>, <c>2 runs</c>.</summary>
internal static class Counted
{
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
