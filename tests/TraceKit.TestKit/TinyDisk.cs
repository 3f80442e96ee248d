using System.Diagnostics;

namespace TraceKit.TestKit;

/// <summary>A file system of 1 MiB, to find out what happens when a disk is full. Linux only, and only for its administrator.</summary>
public sealed class TinyDisk : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Mounts it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be mounted; see <see cref="WhyNot"/>.</exception>
    public TinyDisk()
    {
        if (Mount(Path) is var problem && problem is not null)
        {
            _folder.Dispose();
            throw new InvalidOperationException(problem);
        }
    }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? WhyNot { get; } = Try();

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    /// <summary>Takes up space until <paramref name="free"/> bytes are left.</summary>
    /// <returns>The file to delete when there is to be space again.</returns>
    public string Fill(int free)
    {
        string filler = System.IO.Path.Combine(Path, "filler");
        File.WriteAllBytes(filler, new byte[(1024 * 1024) - free]);
        return filler;
    }

    /// <summary>Takes up all the space that is left.</summary>
    /// <returns>The file to delete when there is to be space again.</returns>
    public string FillUp()
    {
        string filler = System.IO.Path.Combine(Path, "filler");
        using FileStream stream = new(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            return filler;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a full disk is made with a tmpfs, which takes Linux and its administrator";
        }

        using var folder = new TempFolder();
        string? problem = Mount(folder.Path);
        if (problem is null)
        {
            Run("umount", folder.Path);
        }

        return problem;
    }

    private static string? Mount(string path) => Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path);

    private static string? Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{program}: {error.Trim()}";
    }
}
