namespace TraceKit.RunFiles;

/// <summary>What has happened to an event when the call that emitted it returns.</summary>
/// <remarks>What each level survives, and how that is tested, is in <c>docs/reliability.md</c>.</remarks>
public enum Durability
{
    /// <summary>The operating system has it (one <c>write(2)</c>): it survives <c>kill -9</c> and any crash of the process, not a power cut.</summary>
    Os,

    /// <summary>The disk has it (<c>fdatasync(2)</c>, shared by all who wait for one): it survives a power cut too.</summary>
    Disk,

    /// <summary>
    /// A buffer in memory has it, of at most <see cref="Collection.TraceKitOptions.BufferBytes"/>, handed over every <see cref="Collection.TraceKitOptions.BufferTime"/>:
    /// that much is lost on <c>kill -9</c>, nothing on a clean exit, on SIGTERM, SIGINT or an unhandled exception.
    /// </summary>
    Buffered,
}
