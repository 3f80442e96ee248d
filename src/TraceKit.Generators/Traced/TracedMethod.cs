namespace TraceKit.Generators.Traced;

/// <summary>What the source of one traced method is made of; texts alone, so that equal methods are equal.</summary>
internal sealed record TracedMethod
{
    /// <summary>Name of the generated file.</summary>
    public required string HintName { get; init; }

    /// <summary>The namespace, or null for the global one.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The types around the method, outermost first, such as <c>partial class Flights&lt;T&gt;</c>.</summary>
    public required EquatableList<string> Types { get; init; }

    /// <summary>Everything before the parameters, such as <c>public partial string Search</c>.</summary>
    public required string Head { get; init; }

    /// <summary>Constraints of the type parameters, or nothing.</summary>
    public required EquatableList<string> Constraints { get; init; }

    public required EquatableList<TracedParameter> Parameters { get; init; }

    /// <summary>What is called, with its type arguments.</summary>
    public required string Core { get; init; }

    public required TracedShape Shape { get; init; }

    /// <summary>The returned type as it is written.</summary>
    public required string ReturnType { get; init; }

    /// <summary>What is awaited or read from the returned type, or null when there is nothing.</summary>
    public required string? ItemType { get; init; }

    /// <summary>Name of the operation.</summary>
    public required string Name { get; init; }

    public required string? Role { get; init; }

    public required EquatableList<string> Tags { get; init; }

    /// <summary>Names and values in turn.</summary>
    public required EquatableList<string> Metadata { get; init; }

    /// <summary>The parameter that brings the run or decision, or null.</summary>
    public required string? Scope { get; init; }

    /// <summary>The statements that write the result to <see cref="Names"/>, or nothing.</summary>
    public required EquatableList<string> Result { get; init; }

    public required TracedNames Names { get; init; }
}
