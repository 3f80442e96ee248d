using TraceKit.Redaction;

namespace TraceKit.OpenTelemetry.Importing;

/// <summary>Where imported spans go, and what they do not say.</summary>
public sealed record SpanImportOptions
{
    /// <summary>Folder that the run files go under, in one folder a day; made when it is not there.</summary>
    public required string Out { get; init; }

    /// <summary>Environment of the runs' session, such as <c>evaluation</c>.</summary>
    /// <value>Default: <c>deployment.environment.name</c> of the spans' resource, where it is one that a session can have; else <c>unknown</c>.</value>
    public string? Environment { get; init; }

    /// <summary>The rules that take secrets out of everything before it is written.</summary>
    /// <value>Default: <see cref="Secrets.Default"/>.</value>
    public RedactionPolicy Redaction { get; init; } = Secrets.Default;
}
