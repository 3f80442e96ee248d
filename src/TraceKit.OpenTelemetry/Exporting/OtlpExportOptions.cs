using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Exporting;

/// <summary>How runs are exported while they happen, for a program that has no OpenTelemetry of its own.</summary>
public sealed class OtlpExportOptions
{
    private readonly Dictionary<string, OtlpTarget> _targets = new(StringComparer.Ordinal);

    /// <summary>Where the runs of every environment go that has no place of its own, except those of <c>test</c>, which go nowhere without one.</summary>
    public OtlpTarget Target { get; } = new();

    /// <summary>Address of the collector: that of <see cref="Target"/>.</summary>
    public Uri? Endpoint
    {
        get => Target.Endpoint;
        set => Target.Endpoint = value;
    }

    /// <summary>The version of the GenAI conventions.</summary>
    /// <value>Default: as <see cref="TraceKitInstrumentationOptions.Profile"/>.</value>
    public GenAiProfile? Profile { get; set; }

    /// <summary>Whether spans carry what was said: prompts, replies, arguments, results; after redaction, as JSON.</summary>
    /// <value>Default: as <see cref="TraceKitInstrumentationOptions.RecordContent"/>.</value>
    public bool? RecordContent { get; set; }

    /// <summary>The longest attribute with content, in UTF-16 units.</summary>
    /// <value>Default: as <see cref="TraceKitInstrumentationOptions.MaxContentLength"/>.</value>
    public int? MaxContentLength { get; set; }

    /// <summary>How long the end of the program waits for what is still to be sent.</summary>
    /// <value>Default: 2 seconds. From 0 to 1 minute.</value>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Names the place of one environment's runs; no others go there, and they go nowhere else.</summary>
    /// <param name="environment">The environment, such as <c>production</c>.</param>
    /// <param name="configure">Says where. What it does not say is as in the variables, not as in <see cref="Target"/>.</param>
    /// <returns>These options.</returns>
    public OtlpExportOptions For(string environment, Action<OtlpTarget> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(environment);
        ArgumentNullException.ThrowIfNull(configure);
        var target = new OtlpTarget();
        configure(target);
        _targets[environment] = target;
        return this;
    }

    /// <summary>The place of an environment's runs, and the environment that it takes; null when they go nowhere.</summary>
    internal (OtlpTarget Target, string Accepts)? TargetOf(string environment) =>
        _targets.TryGetValue(environment, out OtlpTarget? own) ? (own, environment)
        : string.Equals(environment, "test", StringComparison.Ordinal) ? null
        : (Target, environment);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    internal void Validate()
    {
        if (ShutdownTimeout < TimeSpan.Zero || ShutdownTimeout > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentException($"{nameof(ShutdownTimeout)} is {ShutdownTimeout}: it must be between 00:00:00 and 00:01:00.");
        }

        foreach ((string environment, OtlpTarget target) in _targets.Append(new("every environment", Target)))
        {
            if (target.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
            {
                throw new ArgumentException($"The endpoint of {environment} is '{endpoint}': it must be an absolute address that begins with http:// or https://.");
            }
        }
    }
}
