namespace TraceKit.RunFiles;

/// <summary>A place between two lines of a run.</summary>
/// <param name="Bytes">Bytes before it.</param>
/// <param name="NextSeq">The <c>seq</c> of the event that comes next.</param>
/// <param name="Crc">Checksum of the line before it, which seeds the next.</param>
internal readonly record struct RunPosition(long Bytes, long NextSeq, uint Crc)
{
    public static RunPosition Start => new(0, 0, LineChecksum.Seed);
}
