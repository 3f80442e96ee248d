namespace TraceKit.Reading;

/// <summary>Ids of the rules that reading a run file can find broken. An id never changes its meaning and is never used again.</summary>
public static class TraceRules
{
    /// <summary>The file is empty.</summary>
    public const string Empty = "TRC-01";

    /// <summary>The file is not text in JSON lines.</summary>
    public const string Binary = "TRC-02";

    /// <summary>The file starts with a byte order mark.</summary>
    public const string ByteOrderMark = "TRC-03";

    /// <summary>Lines end in CR LF.</summary>
    public const string CarriageReturn = "TRC-04";

    /// <summary>There are NUL bytes, as a power cut leaves them.</summary>
    public const string Nul = "TRC-05";

    /// <summary>The last line is not whole.</summary>
    public const string Torn = "TRC-06";

    /// <summary>A line is longer than the format allows.</summary>
    public const string TooLong = "TRC-07";

    /// <summary>A line is not JSON.</summary>
    public const string NotJson = "TRC-08";

    /// <summary>A line is nested deeper than the format allows.</summary>
    public const string TooDeep = "TRC-09";

    /// <summary>An object names a member twice.</summary>
    public const string DuplicateMember = "TRC-10";

    /// <summary>Text is not valid Unicode: broken UTF-8 or a lone surrogate.</summary>
    public const string Text = "TRC-11";

    /// <summary>A line is of a kind that the format does not have.</summary>
    public const string UnknownKind = "TRC-12";

    /// <summary>A line misses a member, has one too many, or one of the wrong type.</summary>
    public const string Contract = "TRC-13";

    /// <summary>The format is of a version that this reader does not know.</summary>
    public const string Version = "TRC-14";

    /// <summary>An event, gap or end comes before its run line.</summary>
    public const string NoRunLine = "TRC-15";

    /// <summary>A run has two run lines.</summary>
    public const string RunLineTwice = "TRC-16";

    /// <summary>Sequence numbers have a hole, a repetition or the wrong order.</summary>
    public const string Sequence = "TRC-17";

    /// <summary>A checksum does not fit: bytes were changed, lost, inserted or moved.</summary>
    public const string Checksum = "TRC-18";

    /// <summary>The seal does not fit what is before it.</summary>
    public const string Seal = "TRC-19";

    /// <summary>Something follows the end of a run.</summary>
    public const string AfterEnd = "TRC-20";

    /// <summary>A run has no end line: it goes on, or its process died.</summary>
    public const string Unsealed = "TRC-21";

    /// <summary>An event refers to another that is not before it.</summary>
    public const string Reference = "TRC-22";

    /// <summary>The data of an event does not meet the contract of its type: its form (an error), or a rule such as a range (a warning when it was imported).</summary>
    public const string EventData = "TRC-23";

    /// <summary>An event is of a type or version that this reader does not know; its bytes are kept.</summary>
    public const string UnknownEvent = "TRC-24";

    /// <summary>The run says itself that events are missing.</summary>
    public const string Gap = "TRC-25";

    /// <summary>Two runs have the same id.</summary>
    public const string DuplicateRun = "TRC-26";

    /// <summary>The run says itself that the data of an event was too long and was left out.</summary>
    public const string Truncated = "TRC-27";

    /// <summary>The file's name is not the run's id.</summary>
    public const string FileName = "TRC-28";

    /// <summary>The file cannot be read.</summary>
    public const string Unreadable = "TRC-29";

    /// <summary>The file has more findings than are listed.</summary>
    public const string LeftOut = "TRC-30";

    /// <summary>A blob, which holds a part of an event's data, is missing or holds other bytes.</summary>
    public const string Blob = "TRC-40";

    /// <summary>An event continues the history of an earlier one that is missing or has another history.</summary>
    public const string Base = "TRC-41";

    /// <summary>The run says itself that it was given broken Unicode and wrote the replacement character in its place.</summary>
    public const string Replaced = "TRC-42";
}
