namespace TraceKit.Generators.Traced;

/// <summary>How a method gives what it makes.</summary>
internal enum TracedShape
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
    Stream,
    AsyncStream,
}
