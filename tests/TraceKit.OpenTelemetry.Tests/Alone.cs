namespace TraceKit.OpenTelemetry.Tests;

/// <summary>Specs that measure the process, one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
