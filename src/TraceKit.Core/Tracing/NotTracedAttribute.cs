namespace TraceKit.Tracing;

/// <summary>Leaves a parameter, or the returned value, out of what <see cref="TracedAttribute"/> records.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class NotTracedAttribute : Attribute;
