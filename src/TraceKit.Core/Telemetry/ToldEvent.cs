using TraceKit.Contract;

namespace TraceKit.Telemetry;

/// <summary>An event as telemetry sees it, whether it happens now or lies in a file.</summary>
internal abstract class ToldEvent
{
    /// <summary>Wire name of its type.</summary>
    public abstract string Type { get; }

    /// <summary>Version of its type.</summary>
    public abstract int Version { get; }

    /// <summary>Place in the run; -1 when it is not in the file, or not yet.</summary>
    public abstract long Seq { get; }

    /// <summary>The agent's loop counter. Null: not recorded.</summary>
    public abstract int? Step { get; }

    /// <summary>The role that it belongs to. Null: none.</summary>
    public abstract string? Role { get; }

    /// <summary>How it was read from a model's reply, such as <c>strict</c>. Null: it was not.</summary>
    public abstract string? Parsed { get; }

    /// <summary>The <c>seq</c> of the input that it answers. Null: none.</summary>
    public abstract long? Answers { get; }

    /// <summary>Its data, when it is of a type: names, numbers and ids are to be taken of it, and texts of it to be redacted.</summary>
    public abstract TEvent? As<TEvent>()
        where TEvent : class, ITraceEvent<TEvent>;

    /// <summary>Its data without secrets, when it is of a type and the data was asked for.</summary>
    public abstract TEvent? Redacted<TEvent>()
        where TEvent : class, ITraceEvent<TEvent>;

    /// <summary>Its data without secrets as JSON, when the data was asked for; null too when it is too long for a line.</summary>
    public abstract string? Json { get; }
}
