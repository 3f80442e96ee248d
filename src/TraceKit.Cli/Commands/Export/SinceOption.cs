using System.CommandLine.Parsing;
using System.Globalization;

namespace TraceKit.Cli.Commands.Export;

/// <summary>Reads a time of the command line: a day, or a moment; without an offset it is UTC.</summary>
internal static class SinceOption
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"--since is '{text}', which is no time such as 2026-11-27 or 2026-11-27T14:00:00Z.");
        return null;
    }
}
