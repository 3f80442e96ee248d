namespace TraceKit.OpenTelemetry.Capture;

/// <summary>Which foreign activities are captured, and what becomes of those that no run is found for.</summary>
public sealed class GenAiCaptureOptions
{
    /// <summary>The variable that Microsoft.Extensions.AI reads once, when its first client is made.</summary>
    internal const string ContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary>Names of activity sources; a <c>*</c> at the end stands for any rest.</summary>
    /// <value>Default: those of Microsoft.Extensions.AI, Agent Framework and Workflows, Semantic Kernel, OpenAI, the Model Context Protocol, OpenInference and Traceloop.</value>
    public IList<string> Sources { get; } =
    [
        "Experimental.Microsoft.Extensions.AI*", "Microsoft.Extensions.AI*", "Experimental.Microsoft.Agents.AI*", "Microsoft.Agents.AI*", "Microsoft.SemanticKernel*",
        "OpenAI.*", "Azure.AI.*", "Experimental.ModelContextProtocol*", "ModelContextProtocol*", "OpenInference*", "Traceloop*",
    ];

    /// <summary>Whether activities of sources that are not named are captured too when their name is one of the GenAI conventions, such as <c>chat gpt-4o</c>.</summary>
    /// <value>Default: false. Every activity that any program part starts is looked at then, by its name.</value>
    public bool Discover { get; set; }

    /// <summary>Whether Microsoft.Extensions.AI is told to put prompts and replies on its activities, where nobody has told it otherwise.</summary>
    /// <remarks>
    /// It sets <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> in this process, before the first client is made, unless it is set. Content that is
    /// on activities reaches every exporter: <c>StripCapturedContent()</c> on the provider's builder, before the exporters, keeps it from them.
    /// </remarks>
    /// <value>Default: false; content is recorded where the program puts it on activities itself.</value>
    public bool CaptureContent { get; set; }

    /// <summary>What becomes of spans that belong to no run.</summary>
    /// <value>Default: <see cref="SpansWithoutRun.Count"/>.</value>
    public SpansWithoutRun WithoutRun { get; set; }

    /// <summary>How many spans wait in memory at most to be written; what comes on top is counted, in the run's ledger too.</summary>
    /// <value>Default: 4,096. From 1 to 1,000,000.</value>
    public int MaxWaiting { get; set; } = 4096;

    /// <summary>How many characters of content wait in memory at most.</summary>
    /// <value>Default: 32 Mi. From 1,024.</value>
    public long MaxWaitingChars { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long the end of a run waits at most until its spans are written.</summary>
    /// <value>Default: 2 seconds. From zero to 1 minute.</value>
    public TimeSpan EndWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Called with each span on the thread that writes, for tests.</summary>
    internal Action<string>? Telling { get; set; }

    internal void ThrowIfInvalid(string parameter)
    {
        string? problem =
            Sources.Any(string.IsNullOrWhiteSpace) ? $"{nameof(Sources)} has an empty name."
            : MaxWaiting is < 1 or > 1_000_000 ? $"{nameof(MaxWaiting)} is {MaxWaiting}: it must be between 1 and 1000000."
            : MaxWaitingChars < 1024 ? $"{nameof(MaxWaitingChars)} is {MaxWaitingChars}: it must be at least 1024."
            : EndWait < TimeSpan.Zero || EndWait > TimeSpan.FromMinutes(1) ? $"{nameof(EndWait)} is {EndWait}: it must be between 00:00:00 and 00:01:00."
            : !Enum.IsDefined(WithoutRun) ? $"{nameof(WithoutRun)} is {(int)WithoutRun}: it must be {string.Join(" or ", Enum.GetNames<SpansWithoutRun>())}."
            : null;
        if (problem is not null)
        {
            throw new ArgumentException(problem, parameter);
        }
    }
}
