using TraceKit.Models;

namespace TraceKit.Sft.Rows;

/// <summary>A tool call of a row's message.</summary>
internal sealed record RowCall(RequestedToolCall Call, TextSource Source);
