using Microsoft.CodeAnalysis;

namespace TraceKit.Generators.Writing;

/// <summary>One member of an object on the wire.</summary>
/// <param name="Property">The property.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="SkipsNull">Whether it is left out when it has no value.</param>
internal sealed record WrittenMember(IPropertySymbol Property, string Name, bool SkipsNull);
