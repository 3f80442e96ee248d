namespace TraceKit.Contract;

/// <summary>A typed fact at a boundary of a run, written as one line of the run file.</summary>
/// <typeparam name="TSelf">The sealed record that implements this interface.</typeparam>
/// <remarks>
/// The record knows its own wire name, version and JSON contract, so that neither reflection nor a registry is needed.
/// Users add their own types the same way; a reader that does not know a type keeps its bytes.
/// </remarks>
public interface ITraceEvent<TSelf>
    where TSelf : ITraceEvent<TSelf>
{
    /// <summary>The wire name, version and JSON contract of this type.</summary>
    static abstract TraceEventType<TSelf> EventType { get; }
}
