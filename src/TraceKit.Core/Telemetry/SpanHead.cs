using System.Diagnostics;

namespace TraceKit.Telemetry;

/// <summary>What an activity starts with, which is all that samplers see.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Tags">Its first tags.</param>
internal readonly record struct SpanHead(string Name, ActivityKind Kind, IReadOnlyList<KeyValuePair<string, object?>> Tags)
{
    /// <summary>The activities that it points to. Default: none.</summary>
    public IReadOnlyList<ActivityLink>? Links { get; init; }
}
