namespace TraceKit.Interop.Importing.Episodes;

/// <summary>A line of an <c>events.jsonl</c>: a record, or the reason why it is none.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Line">The record, or null.</param>
/// <param name="Refusal">The reason, or null.</param>
internal sealed record EpisodeLineResult(int Number, EpisodeLine? Line, Refusal? Refusal);
