namespace TraceKit.HeadToHead.Measuring;

/// <summary>Where a peer writes.</summary>
/// <param name="Folder">A folder of its own.</param>
/// <param name="Sink">The local server that takes spans.</param>
internal sealed record PeerSetting(string Folder, Uri Sink)
{
    public string File => Path.Combine(Folder, "events.jsonl");
}
