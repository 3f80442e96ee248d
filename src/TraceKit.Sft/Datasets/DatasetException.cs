namespace TraceKit.Sft.Datasets;

/// <summary>A dataset cannot be read or written; the message says what, where and what to do.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
