namespace TraceKit.Interop.Importing;

/// <summary>Ids of what an import can notice. An id never changes its meaning and is never used again.</summary>
public static class ImportRules
{
    /// <summary>Nothing of the format was found.</summary>
    public const string NothingFound = "IMP-01";

    /// <summary>A file or folder is not of the format and was passed over.</summary>
    public const string PassedOver = "IMP-02";

    /// <summary>A file cannot be read, is binary, or is too long.</summary>
    public const string Unreadable = "IMP-03";

    /// <summary>A record is not whole, strict JSON.</summary>
    public const string NotJson = "IMP-04";

    /// <summary>The last line of a file is half written.</summary>
    public const string Torn = "IMP-05";

    /// <summary>A record is too long or nested too deep.</summary>
    public const string TooLarge = "IMP-06";

    /// <summary>A record lacks a member that it must have, or has one of the wrong type.</summary>
    public const string WrongShape = "IMP-07";

    /// <summary>A member that says what the run is about was not recorded.</summary>
    public const string NotRecorded = "IMP-08";

    /// <summary>The run is there already, with the same bytes.</summary>
    public const string AlreadyThere = "IMP-09";

    /// <summary>A run file of that name is there already, with other bytes; it was left alone.</summary>
    public const string Conflict = "IMP-10";

    /// <summary>Two sources have the same run id.</summary>
    public const string DuplicateRun = "IMP-11";

    /// <summary>An answer has no input, or a tool's result no call.</summary>
    public const string NoInput = "IMP-12";

    /// <summary>An input has no answer, or a tool's call no result.</summary>
    public const string NoAnswer = "IMP-13";

    /// <summary>A record is of a type that is not known; it was kept whole as a <c>foreign_record</c>.</summary>
    public const string UnknownType = "IMP-14";

    /// <summary>A record does not meet the contract of its type; an input was kept whole as a <c>foreign_record</c>, an answer is a <c>parse_failure</c>.</summary>
    public const string Contract = "IMP-15";

    /// <summary>How the source numbers the steps of an input and of its answer.</summary>
    public const string StepConvention = "IMP-16";

    /// <summary>The session's description is missing.</summary>
    public const string NoSession = "IMP-17";

    /// <summary>Parts of the source contradict each other.</summary>
    public const string Contradiction = "IMP-18";

    /// <summary>Records have no time, or times run backwards; the run's clock stood still.</summary>
    public const string Time = "IMP-19";

    /// <summary>The run file that was made is not sound and was not kept.</summary>
    public const string Unsound = "IMP-20";
}
