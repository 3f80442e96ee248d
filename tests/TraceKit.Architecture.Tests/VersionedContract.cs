namespace TraceKit.Architecture.Tests;

/// <summary>An event type and the versions of it that can be read.</summary>
/// <param name="Name">Its wire name.</param>
/// <param name="Version">The current version.</param>
/// <param name="Oldest">The oldest version that is lifted to it.</param>
internal sealed record VersionedContract(string Name, int Version, int Oldest)
{
    /// <summary>The files of the schemas of past versions that can be read.</summary>
    public IEnumerable<string> PastFiles => Enumerable.Range(Oldest, Version - Oldest).Select(version => $"{Name}.v{version}.schema.json");
}
