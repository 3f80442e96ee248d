using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Writing;

namespace TraceKit.OpenTelemetry;

/// <summary>How runs are shown as spans and metrics. Activities belong to the process: where several providers say different things, the last one built counts.</summary>
public sealed class TraceKitInstrumentationOptions
{
    /// <summary>The version of the GenAI conventions.</summary>
    /// <value>Default: <see cref="GenAiProfile.Version141"/>; <see cref="GenAiProfile.Latest"/> when <c>OTEL_SEMCONV_STABILITY_OPT_IN</c> has <c>gen_ai_latest_experimental</c> in it.</value>
    public GenAiProfile? Profile { get; set; }

    /// <summary>Whether spans carry what was said: prompts, replies, arguments, results; after redaction, as JSON.</summary>
    /// <value>Default: what <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> says (<c>true</c>, <c>SPAN_ONLY</c> or <c>SPAN_AND_EVENT</c>), else false.</value>
    public bool? RecordContent { get; set; }

    /// <summary>The longest attribute with content, in UTF-16 units. A longer one is shortened part by part, stays valid JSON and says what it lacks.</summary>
    /// <value>Default: 65,536, or <c>OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT</c> or <c>OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT</c> where that is less. At least 0.</value>
    public int? MaxContentLength { get; set; }

    /// <summary>The settings that these make, checked.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal SpanSettings ToSettings(Func<string, string?> read) => MaxContentLength is < 0
        ? throw new ArgumentException($"{nameof(MaxContentLength)} is {MaxContentLength}: it must be at least 0.")
        : new SpanSettings(Profile, RecordContent, MaxContentLength).WithEnvironment(read);
}
