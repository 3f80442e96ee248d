namespace TraceKit.Payloads;

/// <summary>What became of an event when it was packed.</summary>
/// <param name="IsTruncated">Whether its data is lost but for length and hash.</param>
/// <param name="History">The history that later events may continue, once this one is in the file; null when there is none.</param>
internal readonly record struct PackedEvent(bool IsTruncated, HistoryBook.Entry? History);
