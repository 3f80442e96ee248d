using System.Text.Json;

namespace TraceKit.RunFiles;

/// <summary>The bytes of a foreign trace that an imported record was made from.</summary>
public sealed record EventOrigin
{
    /// <summary>Name of the foreign format, such as <c>tau-bench</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The file, relative to what was imported. Default: not a file.</summary>
    public string? File { get; init; }

    /// <summary>Offset of the first byte. Default: the whole file.</summary>
    public long? Offset { get; init; }

    /// <summary>Number of bytes. Default: the whole file.</summary>
    public long? Length { get; init; }

    /// <summary>SHA-256 of those bytes, in lower-case hexadecimal. Default: not computed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The foreign name of the record. Default: it has none.</summary>
    public string? Type { get; init; }

    /// <summary>Members of the foreign record that the contract has no place for. Default: none.</summary>
    public JsonElement? Extra { get; init; }
}
