using TraceKit.Reading;

namespace TraceKit.RunFiles;

/// <summary>Seals runs whose process died. Never deletes a byte; running it again changes nothing.</summary>
public static class RunRecovery
{
    /// <summary>Recovers one file: sets a torn tail aside in <c>.torn</c> and seals open runs as aborted.</summary>
    /// <param name="path">The run file.</param>
    /// <param name="time">The clock for the end's time. Default: the system's.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="IOException">The disk refuses; no byte is lost, and recovery can be run again.</exception>
    public static RecoveryResult Recover(string path, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        AppendFile file;
        try
        {
            file = AppendFile.Reopen(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new RecoveryResult(path, RecoveryAction.Skipped, 0, failure.Message);
        }

        using (file)
        {
            return Recover(file, time ?? TimeProvider.System);
        }
    }

    private static RecoveryResult Recover(AppendFile file, TimeProvider time)
    {
        byte[] bytes = File.ReadAllBytes(file.Path);
        int torn = TornLength(bytes);
        RunFileContents contents = RunFileReader.Read(bytes.AsMemory(0, bytes.Length - torn), file.Path);
        List<RecordedRun> open = [.. contents.Runs.Where(run => run.End is null)];
        if (Obstacle(contents, open.Count) is { } why)
        {
            return new RecoveryResult(file.Path, RecoveryAction.Skipped, 0, why);
        }

        if (torn == 0 && open.Count == 0)
        {
            return new RecoveryResult(file.Path, RecoveryAction.None, 0, null);
        }

        if (torn > 0)
        {
            SetAside(file.Path, bytes.AsSpan(bytes.Length - torn));
            if (file.CutTo(bytes.Length - torn) is var error && error != 0)
            {
                throw new IOException($"'{file.Path}' cannot be cut back to its last whole line (error {error}); its torn tail is kept in a .torn file.");
            }
        }

        if (open.Count == 1)
        {
            RunFileWriter.Resume(file, open[0], new RunClock(time)).Seal(new RunOutcome(RunStatus.Aborted) { StopReason = "recovered" });
        }

        return new RecoveryResult(file.Path, open.Count == 1 ? RecoveryAction.Sealed : RecoveryAction.TailSetAside, torn, null);
    }

    /// <summary>Why a seal would not make the file one that reads, or null.</summary>
    private static string? Obstacle(RunFileContents contents, int open)
    {
        if (contents.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } broken)
        {
            return broken.ToString();
        }

        if (open == 0)
        {
            return null;
        }

        // The seal counts the bytes of the file; a reader counts those of the format, without a mark and without CR.
        return contents.Runs.Count > 1
            ? "the file holds several runs; only the file of one run can be recovered"
            : contents.Findings.FirstOrDefault(finding => finding.Rule is TraceRules.ByteOrderMark or TraceRules.CarriageReturn)?.ToString();
    }

    /// <summary>Bytes after the last line feed: a record that was cut, or one that lacks nothing but its line feed and is set aside all the same.</summary>
    private static int TornLength(ReadOnlySpan<byte> bytes) => bytes.Length - (bytes.LastIndexOf((byte)'\n') + 1);

    /// <summary>Keeps torn bytes beside the file, under a name that is free or already holds the same bytes.</summary>
    private static void SetAside(string path, ReadOnlySpan<byte> torn)
    {
        for (int number = 1; ; number++)
        {
            string aside = $"{path}{RunFormat.TornExtension}-{number}";
            if (File.Exists(aside) && !File.ReadAllBytes(aside).AsSpan().SequenceEqual(torn))
            {
                continue;
            }

            File.WriteAllBytes(aside, torn);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return;
        }
    }
}
