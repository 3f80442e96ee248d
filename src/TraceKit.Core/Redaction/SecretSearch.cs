namespace TraceKit.Redaction;

/// <summary>Finds the first secret at or after a place that has no keyword, only a shape; <see cref="Extent.Holds"/> is false where there is none.</summary>
/// <param name="text">JSON, or text of which each character is a byte. A place after an escape counts as a word's beginning.</param>
/// <param name="from">Where to begin.</param>
internal delegate Extent SecretSearch(ReadOnlySpan<byte> text, int from);
