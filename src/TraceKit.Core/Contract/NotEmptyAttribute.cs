namespace TraceKit.Contract;

/// <summary>A text of at least one character, or a list of at least one element; on the wire <c>minLength</c> or <c>minItems</c> 1.</summary>
/// <remarks>The framework's <c>MinLength</c> says the same and may not be used where code is trimmed.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotEmptyAttribute : Attribute;
