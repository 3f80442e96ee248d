namespace TraceKit.Payloads;

/// <summary>What is left of data that neither fits the line nor could be put beside the file.</summary>
internal sealed record TruncatedData
{
    /// <summary>Its length as JSON, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of those bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
