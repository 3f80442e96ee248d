namespace TraceKit.HeadToHead.Peers;

/// <summary>Where the floor's lines go.</summary>
internal interface ILineFile : IDisposable
{
    /// <summary>Appends a line, so that it survives the end of the process. Called under a lock.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
