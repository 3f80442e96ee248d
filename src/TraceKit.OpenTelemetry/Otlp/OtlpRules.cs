namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>Ids of what reading OTLP/JSON can notice. An id never changes its meaning and is never used again.</summary>
public static class OtlpRules
{
    /// <summary>The file cannot be read.</summary>
    public const string Unreadable = "OTLP-01";

    /// <summary>The file holds no spans and no log records.</summary>
    public const string NothingFound = "OTLP-02";

    /// <summary>The file is not text: compressed, UTF-16, or with NUL bytes.</summary>
    public const string Binary = "OTLP-03";

    /// <summary>A line, or a document over several lines, is not JSON; nothing of it is taken.</summary>
    public const string NotJson = "OTLP-04";

    /// <summary>The last line is half written; nothing of it is taken.</summary>
    public const string Torn = "OTLP-05";

    /// <summary>A line or a document is longer than is read.</summary>
    public const string TooLong = "OTLP-06";

    /// <summary>Nesting is deeper than is read: of a line, of which nothing is taken, or of one value, which is kept as JSON text.</summary>
    public const string TooDeep = "OTLP-07";

    /// <summary>An object names a member twice, or a value has two types; the first is taken.</summary>
    public const string Twice = "OTLP-08";

    /// <summary>A member has the wrong type, or a value that its type does not have; a value of an attribute is kept as text.</summary>
    public const string Contract = "OTLP-09";

    /// <summary>A span or a link has no valid id; it is not taken.</summary>
    public const string NoId = "OTLP-10";

    /// <summary>An id is in base64 or an enum is a name, as other JSON of protobuf has it; it is understood all the same.</summary>
    public const string ForeignForm = "OTLP-11";

    /// <summary>A member is not known and is passed over, as the protocol wants it. Each name is told once a file.</summary>
    public const string UnknownMember = "OTLP-12";

    /// <summary>Text is not valid Unicode; U+FFFD stands in its place.</summary>
    public const string Text = "OTLP-13";

    /// <summary>Two attributes of one thing have the same key; both are kept.</summary>
    public const string SameKey = "OTLP-14";

    /// <summary>Metrics, which hold no spans, are passed over.</summary>
    public const string Metrics = "OTLP-15";

    /// <summary>The file has more findings than are listed.</summary>
    public const string LeftOut = "OTLP-16";
}
