namespace TraceKit.Faults.Support;

/// <summary>A folder of one campaign's own that lies in memory where the system has such a place; deleted at the end.</summary>
internal sealed class MemoryFolder : IDisposable
{
    private static readonly string Place = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.Combine(AppContext.BaseDirectory, "temp");

    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(Place, "tracekit-faults-" + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Full path of a file in the folder, which need not exist.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Deletes what is in the folder.</summary>
    public void Clear()
    {
        Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
