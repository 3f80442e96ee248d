using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Spans;
using TraceKit.Sessions;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>The program that the runs of a session are of, as OpenTelemetry describes programs, and the experiment that it takes part in.</summary>
internal static class RunResource
{
    public static string? Version { get; } = typeof(RunResource).Assembly.GetName().Version?.ToString(3);

    public static SpanScope Scope(GenAiProfile profile) => new(TraceKitDiagnostics.ActivitySourceName, Version, profile.Schema);

    public static SpanResource Of(TraceSession session, string sessionId) => new(
    [
        new("service.name", session.App?.Name ?? "unknown_service:tracekit"),
        .. Attributes(session, sessionId),
        new("telemetry.sdk.name", "tracekit"),
        new("telemetry.sdk.language", "dotnet"),
        new("telemetry.sdk.version", Version),
    ]);

    /// <summary>What a session says beside its program's name.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Attributes(TraceSession session, string sessionId) => ((KeyValuePair<string, object?>[])
    [
        new("service.version", session.App?.Version),
        new("deployment.environment.name", session.Environment),
        new(TraceKitAttributes.SessionId, sessionId),
        new(TraceKitAttributes.ExperimentId, session.Experiment?.Id),
        new(TraceKitAttributes.ExperimentGroup, session.Experiment?.Group),
        new(TraceKitAttributes.ExperimentVariant, session.Experiment?.Variant),
        new(TraceKitAttributes.ConfigHash, session.ConfigHash),
    ]).Where(attribute => attribute.Value is not null);
}
