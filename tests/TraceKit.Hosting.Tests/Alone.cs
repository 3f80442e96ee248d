namespace TraceKit.Hosting.Tests;

/// <summary>Specs that start processes or take files over, one at a time: between fork and exec a child holds the locks of its parent's files.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
