using System.Text;
using TraceKit.TestKit;

namespace TraceKit.Interop.Tests.Support;

/// <summary>A folder with foreign files, and one that imports go to; both are gone after the test.</summary>
internal sealed class ImportFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Where imports go: a folder that nothing is imported from.</summary>
    public string Out => _folder["out"];

    /// <summary>Where the foreign files are.</summary>
    public string In => Directory.CreateDirectory(_folder["in"]).FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes) => _folder.Write(System.IO.Path.Combine("in", name), bytes);

    public void Dispose() => _folder.Dispose();
}
