using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace TraceKit.Payloads;

/// <summary>The collections of the framework and the compiler that hold their items themselves: going through them runs no other code.</summary>
/// <remarks>Views such as <c>ReadOnlyCollection</c> and what LINQ gives are not among them: behind these may stand anything.</remarks>
internal static class FrameworkCollections
{
    private static readonly FrozenSet<Type> Known = FrozenSet.Create(
        typeof(List<>),
        typeof(Dictionary<,>),
        typeof(SortedDictionary<,>),
        typeof(SortedList<,>),
        typeof(HashSet<>),
        typeof(SortedSet<>),
        typeof(Queue<>),
        typeof(Stack<>),
        typeof(LinkedList<>),
        typeof(ConcurrentDictionary<,>),
        typeof(ConcurrentQueue<>),
        typeof(ImmutableArray<>),
        typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableHashSet<>));

    private static readonly ConcurrentDictionary<Type, bool> Seen = new();

    public static bool Has(Type type) => Seen.GetOrAdd(type, static type => IsKnown(type));

    /// <summary>An array, one of the list above, or what the compiler makes of <c>[a, b]</c>.</summary>
    private static bool IsKnown(Type type) =>
        type.IsArray
        || (type.IsGenericType && Known.Contains(type.GetGenericTypeDefinition()))
        || (type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
}
