namespace TraceKit.Sft.Auditing;

/// <summary>One event that a row was made of.</summary>
/// <param name="Address">The event's address.</param>
/// <param name="Type">Wire name of its type.</param>
/// <param name="File">The run file.</param>
/// <param name="Line">Its line in the file, from 1; 0 when it was not found.</param>
/// <param name="Offset">Its offset in the file, in bytes.</param>
/// <param name="Length">Its length, in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes as they are now.</param>
/// <param name="Text">Its line, or null when it was not found.</param>
/// <param name="Origin">The foreign bytes that it was imported from, or null.</param>
public sealed record AuditedSource(string Address, string Type, string File, long Line, long Offset, long Length, string Sha256, string? Text, RunFiles.EventOrigin? Origin);
