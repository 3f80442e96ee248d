namespace TraceKit.HeadToHead.Measuring;

/// <summary>Where a peer writes.</summary>
/// <param name="Folder">A folder of its own.</param>
/// <param name="Sink">The local server that takes spans.</param>
internal sealed record PeerSetting(string Folder, Uri Sink)
{
    /// <summary>A file of one thread.</summary>
    public string NewFile() => Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".jsonl");

    /// <summary>The file of a peer that has one.</summary>
    public string File => Path.Combine(Folder, "events.jsonl");
}
