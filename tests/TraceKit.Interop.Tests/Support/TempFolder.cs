using System.Text;

namespace TraceKit.Interop.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracekit-interop-");

    public string Path => _folder.FullName;

    /// <summary>Where imports go: a folder that nothing is imported from.</summary>
    public string Out => System.IO.Path.Combine(Path, "out");

    /// <summary>Where the foreign files are.</summary>
    public string In => Directory.CreateDirectory(System.IO.Path.Combine(Path, "in")).FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(In, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
