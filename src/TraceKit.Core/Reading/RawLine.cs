namespace TraceKit.Reading;

/// <summary>A line as it was cut from a file.</summary>
/// <param name="Bytes">The line without its line feed; of one that is longer than the format allows, its last part.</param>
/// <param name="Length">Length of the line in bytes.</param>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Offset">Offset of the line in the file, in bytes.</param>
/// <param name="IsWhole">Whether a line feed ends it.</param>
/// <param name="IsNul">Whether nothing but NUL bytes was seen in it.</param>
internal readonly record struct RawLine(ReadOnlyMemory<byte> Bytes, long Length, long Number, long Offset, bool IsWhole, bool IsNul);
