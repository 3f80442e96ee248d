namespace TraceKit.RunFiles;

/// <summary>Finds the runs under a folder whose process died, and seals them.</summary>
internal static class DeadRuns
{
    private const int RecentFolders = 3;
    private const int TailBytes = 64 * 1024;

    /// <summary>Recovers the open runs of the last days that there are folders of. What cannot be recovered is left to the command.</summary>
    /// <returns>What was recovered, as it goes.</returns>
    public static IEnumerable<RecoveryResult> Recover(string root, TimeProvider time) =>
        Files(root)
            .Where(MayBeOpen)
            .Select(file => TryRecover(file, time))
            .OfType<RecoveryResult>()
            .Where(result => result.Action is RecoveryAction.Sealed or RecoveryAction.TailSetAside or RecoveryAction.LineCompleted);

    private static IReadOnlyList<string> Files(string root)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(root, "????-??-??")
                .OrderDescending(StringComparer.Ordinal)
                .Take(RecentFolders)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + RunFormat.FileExtension))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether the last line is no end. A file that holds nothing yet is just being made, or a pipe: it must not be touched.</summary>
    private static bool MayBeOpen(string path)
    {
        try
        {
            if (new FileInfo(path).Length == 0)
            {
                return false;
            }

            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            byte[] tail = new byte[Math.Min(stream.Length, TailBytes)];
            stream.Position = stream.Length - tail.Length;
            stream.ReadExactly(tail);
            ReadOnlySpan<byte> lines = tail;
            bool whole = lines is [.., (byte)'\n'];
            ReadOnlySpan<byte> last = whole ? lines[(lines[..^1].LastIndexOf((byte)'\n') + 1)..] : lines;
            return tail.Length > 0 && !(whole && last.StartsWith("{\"kind\":\"end\""u8));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static RecoveryResult? TryRecover(string path, TimeProvider time)
    {
        try
        {
            return RunRecovery.Recover(path, time);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
