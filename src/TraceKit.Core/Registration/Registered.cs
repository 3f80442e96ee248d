using TraceKit.Collection;

namespace TraceKit.Registration;

/// <summary>What the calls of <c>AddTraceKit</c> on one collection of services have said so far.</summary>
internal sealed class Registered
{
    public TraceKitOptions Options { get; set; } = new();
}
