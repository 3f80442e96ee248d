using System.Text.RegularExpressions;

namespace TraceKit.RunFiles;

/// <summary>Names and limits of the run file, format <c>tracekit/1</c>. The specification is <c>docs/format/trace-v1.md</c>.</summary>
public static partial class RunFormat
{
    /// <summary>The format that this version writes.</summary>
    public const string Version1 = "tracekit/1";

    /// <summary>Ending of a run file's name, after the run's id.</summary>
    public const string FileExtension = ".trace.jsonl";

    /// <summary>Ending of the file that takes labels given after the seal.</summary>
    public const string LabelsExtension = ".labels.jsonl";

    /// <summary>Ending of the file that keeps a torn tail which recovery cut off.</summary>
    public const string TornExtension = ".torn";

    /// <summary>The longest line that is written or read, in bytes: 8 MiB. Longer data is cut before it is written, and said to be.</summary>
    public const int MaxLineBytes = 8 * 1024 * 1024;

    /// <summary>The deepest nesting of JSON that is written or read.</summary>
    public const int MaxDepth = 64;

    /// <summary>The longest record that is written, before the writer adds run, seq, time and checksum to it.</summary>
    internal const int MaxRecordBytes = 7 * 1024 * 1024;

    /// <summary>Name of the folder that takes the runs of a day.</summary>
    internal const string DayFolder = "yyyy-MM-dd";

    /// <summary>The longest data that is kept at all, in bytes of JSON: 32 MiB. Of longer data only length and hash are written.</summary>
    public const int MaxPayloadBytes = 32 * 1024 * 1024;

    internal static ReadOnlySpan<byte> CrcMember => ",\"crc\":\""u8;

    /// <summary>Length of <c>,"crc":"9ae0daaf"}</c>, which ends every line.</summary>
    internal const int CrcTailLength = 18;

    /// <summary>Says whether an id may become a file's name.</summary>
    /// <param name="id">The id of a run or session.</param>
    /// <returns>Whether it matches <c>^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$</c>.</returns>
    public static bool IsValidId(string? id) => id is not null && IdPattern().IsMatch(id);

    internal static void ThrowIfInvalidId(string id, string parameterName)
    {
        if (!IsValidId(id))
        {
            throw new ArgumentException(
                $"'{id}' cannot be an id: use 1 to 128 of the letters A-Z a-z, digits, '.', '_' and '-', the first one a letter or digit.",
                parameterName);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex IdPattern();
}
