namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Kinds of spans that their names tell apart.</summary>
internal enum SpanRoleKind
{
    Other,
    Call,
    Tool,
    Step,
}
