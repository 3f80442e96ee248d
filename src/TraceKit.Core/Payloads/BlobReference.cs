namespace TraceKit.Payloads;

/// <summary>A part of an event's data that lies beside the run file because it was too long for the line.</summary>
/// <remarks>The bytes are in <c>blobs/sha256/&lt;2 digits&gt;/&lt;64 digits&gt;</c> of the folder that the run file is in.</remarks>
public sealed record BlobReference
{
    /// <summary>Where the part belongs: the JSON Pointer of a text within the data of the line, or empty for the whole data.</summary>
    public required string At { get; init; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal; also the name that they lie under.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many bytes they are: the text in UTF-8, or the data as JSON.</summary>
    public required long Length { get; init; }
}
