using System.Globalization;

namespace TraceKit.Interop.Importing.Episodes;

/// <summary>Reads the source's times: ISO 8601 with an offset; without one they are UTC, as the source writes them.</summary>
internal static class EpisodeTime
{
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>Whether the text says no more than the time in UTC does.</summary>
    public static bool IsExact(string text, DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero
        && (text.EndsWith("+00:00", StringComparison.Ordinal) || text.EndsWith('Z'))
        && text.Length <= "2026-11-21T03:31:30.1234567+00:00".Length;
}
