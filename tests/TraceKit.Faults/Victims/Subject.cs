namespace TraceKit.Faults.Victims;

/// <summary>Something that writes events to files, one of the programs that are compared.</summary>
internal abstract class Subject : IDisposable
{
    /// <summary>Names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tracekit", "serilog", "otel-simple", "otel-batch"];

    public static Subject Create(VictimSettings settings) => settings.Subject switch
    {
        "tracekit" => new TraceKitSubject(settings),
        "serilog" => new SerilogSubject(settings),
        "otel-simple" => new OpenTelemetrySubject(settings, batch: false),
        "otel-batch" => new OpenTelemetrySubject(settings, batch: true),
        _ => throw new ArgumentException($"There is no subject '{settings.Subject}'.", nameof(settings)),
    };

    /// <summary>The file that the first thread of a subject writes to.</summary>
    public static string FileOf(VictimSettings settings) => settings.Subject switch
    {
        "tracekit" => TraceKitSubject.FirstFile(settings),
        "serilog" => Path.Combine(settings.Root, SerilogSubject.FileName),
        _ => Path.Combine(settings.Root, OpenTelemetrySubject.FileName),
    };

    /// <summary>Emits an event.</summary>
    /// <returns>Whether the subject says that it has it.</returns>
    public abstract bool Emit(int thread, long number, string text);

    public abstract void Dispose();
}
