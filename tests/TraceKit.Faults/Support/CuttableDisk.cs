using TraceKit.TestKit;

namespace TraceKit.Faults.Support;

/// <summary>
/// An ext4 disk in a file on an XFS disk that can copy a file in an instant: such a copy is what a power cut would have left.
/// Linux, for its administrator, with <c>mkfs.xfs</c>, <c>mkfs.ext4</c> and loop devices.
/// </summary>
internal sealed class CuttableDisk : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Stack<string> _mounts = new();

    public CuttableDisk()
    {
        try
        {
            MakeImage(_folder["outer.img"], "1G");
            Shell.Run("mkfs.xfs", "-q", "-m", "reflink=1", _folder["outer.img"]);
            Mount(_folder["outer.img"], _folder["outer"]);
            MakeImage(_folder["outer/inner.img"], "128M");
            Shell.Run("mkfs.ext4", "-q", "-F", _folder["outer/inner.img"]);
            Mount(_folder["outer/inner.img"], Path);
        }
        catch (InvalidOperationException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there can be none here, or null.</summary>
    public static string? WhyNot { get; } = Try();

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder["disk"];

    /// <summary>Cuts the power: takes what is on the disk at this moment, lets its journal recover, and shows it.</summary>
    /// <param name="cut">Called with the folder where the disk of that moment is mounted.</param>
    public void Cut(Action<string> cut)
    {
        Shell.Run("cp", "--reflink=always", _folder["outer/inner.img"], _folder["outer/cut.img"]);
        Mount(_folder["outer/cut.img"], _folder["cut"]);
        try
        {
            cut(_folder["cut"]);
        }
        finally
        {
            Shell.Run("umount", _mounts.Pop());
            File.Delete(_folder["outer/cut.img"]);
        }
    }

    public void Dispose()
    {
        while (_mounts.TryPop(out string? mount))
        {
            Shell.Try("umount", "-l", mount);
        }

        _folder.Dispose();
    }

    private static void MakeImage(string path, string size) => Shell.Run("truncate", "-s", size, path);

    private void Mount(string image, string folder)
    {
        Directory.CreateDirectory(folder);
        Shell.Run("mount", "-o", "loop", image, folder);
        _mounts.Push(folder);
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "a power cut is made with loop devices, which takes Linux and its administrator";
        }

        try
        {
            using var disk = new CuttableDisk();
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"no disk can be made whose power is cut: {failure.Message}";
        }
    }
}
