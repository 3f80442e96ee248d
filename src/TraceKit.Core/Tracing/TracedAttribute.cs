namespace TraceKit.Tracing;

/// <summary>Records each call of a partial method: its arguments, how it ended, what it returned.</summary>
/// <remarks>
/// The method is declared <c>partial</c> and without a body; its code stands in a method of the same signature whose name ends in
/// <c>Core</c>, and a source generator writes what is between them. The call belongs to the run or decision that is passed as a
/// parameter, else to <see cref="Collection.TraceScope.Current"/>; without either the code is called and nothing is recorded.
/// </remarks>
/// <param name="name">Name of the operation. Default: that of the method, in lower-case words joined by <c>_</c>, without <c>Async</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TracedAttribute(string? name = null) : Attribute
{
    /// <summary>Name of the operation. Default: that of the method, in lower-case words joined by <c>_</c>, without <c>Async</c>.</summary>
    public string? Name { get; } = name;

    /// <summary>The role that the operation belongs to. Default: that of the decision around it, else none.</summary>
    public string? Role { get; init; }

    /// <summary>Words to find the operation by. Default: none.</summary>
    public string[]? Tags { get; init; }

    /// <summary>Further facts, each as <c>name=value</c>. Default: none.</summary>
    public string[]? Metadata { get; init; }

    /// <summary>A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> with the contracts of arguments and results. Default: none; then of types without a natural JSON form only the name is recorded.</summary>
    public Type? Json { get; init; }
}
