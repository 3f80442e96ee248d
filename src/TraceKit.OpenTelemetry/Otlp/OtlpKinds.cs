using System.Diagnostics;

namespace TraceKit.OpenTelemetry.Otlp;

/// <summary>The kinds of spans: OTLP counts from 1, as its 0 says that the kind is not known.</summary>
internal static class OtlpKinds
{
    /// <summary>What is not known is internal, as the protocol says.</summary>
    public static ActivityKind ToActivity(int kind) => kind switch
    {
        2 => ActivityKind.Server,
        3 => ActivityKind.Client,
        4 => ActivityKind.Producer,
        5 => ActivityKind.Consumer,
        _ => ActivityKind.Internal,
    };

    public static int ToOtlp(ActivityKind kind) => kind switch
    {
        ActivityKind.Server => 2,
        ActivityKind.Client => 3,
        ActivityKind.Producer => 4,
        ActivityKind.Consumer => 5,
        _ => 1,
    };
}
