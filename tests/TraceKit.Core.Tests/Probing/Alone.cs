namespace TraceKit.Core.Tests.Probing;

/// <summary>
/// Specs that take files over or start processes, one at a time: between fork and exec a child holds copies of all descriptors,
/// and with them the locks of files that are closed already, so that a take-over in that moment is refused.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
