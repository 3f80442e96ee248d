using TraceKit.OpenTelemetry.Capture;

namespace TraceKit.Collection;

/// <summary>Captures what other libraries trace of models and tools.</summary>
public static class TraceKitGenAiCaptureExtensions
{
    private const string Companion = "genai-capture";

    /// <summary>Records the activities of Microsoft.Extensions.AI, Agent Framework, Semantic Kernel, OpenAI, MCP and others as typed events of the run that they happen in.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Which activities, and how. Default: those of the known libraries that happen within a run.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// The program need not be changed, and what it exports stays the same, whatever it samples. Recording happens on a thread of its own; what fails
    /// there is counted by <c>tracekit.capture.spans</c> and never reaches the program. The last call counts.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static TraceKitBuilder CaptureGenAiActivities(this TraceKitBuilder builder, Action<GenAiCaptureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new GenAiCaptureOptions();
        configure?.Invoke(options);
        options.ThrowIfInvalid(nameof(configure));
        if (options.CaptureContent && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(GenAiCaptureOptions.ContentVariable)))
        {
            Environment.SetEnvironmentVariable(GenAiCaptureOptions.ContentVariable, "true");
        }

        return builder.Configure(all => all.Companions = new Dictionary<string, Func<TraceCollector, IRunCompanion>>(all.Companions)
        {
            [Companion] = collector => new ActivityCapture(collector, options),
        });
    }
}
