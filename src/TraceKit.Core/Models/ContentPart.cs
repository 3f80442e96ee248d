namespace TraceKit.Models;

/// <summary>A part of a turn that is not text, described so that nothing is left out in silence.</summary>
public sealed record ContentPart
{
    /// <summary><c>data</c>, <c>uri</c>, <c>file</c>, <c>error</c>, or the name of the part's type.</summary>
    public required string Type { get; init; }

    /// <summary>Where it stood: the number of UTF-16 units of the turn's content before it. Default: at its start.</summary>
    public int At { get; init; }

    /// <summary>Media type, such as <c>image/png</c>. Default: not known.</summary>
    public string? MediaType { get; init; }

    /// <summary>Length of the data in bytes. Default: not known.</summary>
    public long? Length { get; init; }

    /// <summary>SHA-256 of the data in lower-case hexadecimal digits. Default: not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Where the data lies: an address or a provider's id. Default: it was sent along.</summary>
    public string? Uri { get; init; }

    /// <summary>Name of the file, or the code of the error. Default: none.</summary>
    public string? Name { get; init; }

    /// <summary>Text that the part carries, such as the message of an error or of a refusal. Default: none.</summary>
    public string? Text { get; init; }
}
