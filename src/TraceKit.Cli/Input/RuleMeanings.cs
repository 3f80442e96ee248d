using System.Collections.Frozen;
using TraceKit.Reading;

namespace TraceKit.Cli.Input;

/// <summary>A few words for each rule, for summaries.</summary>
internal static class RuleMeanings
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>
    {
        [TraceRules.Empty] = "empty file",
        [TraceRules.Binary] = "not text",
        [TraceRules.ByteOrderMark] = "byte order mark",
        [TraceRules.CarriageReturn] = "lines end in CR LF",
        [TraceRules.Nul] = "NUL bytes",
        [TraceRules.Torn] = "last line not whole",
        [TraceRules.TooLong] = "line too long",
        [TraceRules.NotJson] = "line is not JSON",
        [TraceRules.TooDeep] = "nested too deep",
        [TraceRules.DuplicateMember] = "member named twice",
        [TraceRules.Text] = "invalid Unicode",
        [TraceRules.UnknownKind] = "unknown kind of line",
        [TraceRules.Contract] = "line breaks its contract",
        [TraceRules.Version] = "unknown format version",
        [TraceRules.NoRunLine] = "no run line before",
        [TraceRules.RunLineTwice] = "second run line",
        [TraceRules.Sequence] = "sequence broken",
        [TraceRules.Checksum] = "checksum does not fit",
        [TraceRules.Seal] = "seal does not fit",
        [TraceRules.AfterEnd] = "line after the end",
        [TraceRules.Unsealed] = "run without an end line",
        [TraceRules.Reference] = "reference to nothing before",
        [TraceRules.EventData] = "event data breaks its contract",
        [TraceRules.UnknownEvent] = "event type not known here",
        [TraceRules.Gap] = "run says that events are missing",
        [TraceRules.DuplicateRun] = "run id used twice",
        [TraceRules.Truncated] = "data left out when written",
        [TraceRules.FileName] = "file not named after its run",
        [TraceRules.Unreadable] = "file cannot be read",
        [TraceRules.LeftOut] = "more findings than are listed",
        [TraceRules.Blob] = "blob missing or changed",
        [TraceRules.Base] = "earlier history missing or changed",
        [TraceRules.Replaced] = "broken Unicode replaced when written",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string rule) => Meanings.GetValueOrDefault(rule, "see the documentation of the format");
}
