namespace TraceKit.RunFiles;

/// <summary>What recovery did with a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Action">What was done.</param>
/// <param name="TornBytes">Bytes that were set aside.</param>
/// <param name="Reason">Why nothing could be done, or null.</param>
public sealed record RecoveryResult(string File, RecoveryAction Action, long TornBytes, string? Reason);
