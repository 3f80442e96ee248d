using TraceKit.Reading;

namespace TraceKit.RunFiles;

/// <summary>Seals runs whose process died. Never deletes a byte; running it again changes nothing.</summary>
public static class RunRecovery
{
    private const int SharingViolation = unchecked((int)0x80070020);

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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // What cannot be sought in, such as a pipe, is no file.
            bool locked = failure.HResult is LibC.WouldBlock or SharingViolation;
            return new RecoveryResult(path, locked ? RecoveryAction.InUse : RecoveryAction.Refused, 0, failure.Message);
        }

        using (file)
        {
            return Recover(file, time ?? TimeProvider.System);
        }
    }

    private static RecoveryResult Recover(AppendFile file, TimeProvider time)
    {
        byte[] bytes = File.ReadAllBytes(file.Path);
        bool completed = LacksOnlyItsLineFeed(bytes, file.Path);
        if (completed)
        {
            Check(file.Append("\n"u8), file.Path, "cannot be given the line feed that its last line lacks");
            bytes = [.. bytes, (byte)'\n'];
        }

        int torn = TornLength(bytes);
        RunFileContents contents = RunFileReader.Read(bytes.AsMemory(0, bytes.Length - torn), file.Path, folder: Path.GetDirectoryName(file.Path));
        List<RecordedRun> open = [.. contents.Runs.Where(run => run.End is null)];
        if (Obstacle(contents, open.Count) is { } why)
        {
            return new RecoveryResult(file.Path, RecoveryAction.Skipped, 0, why);
        }

        if (torn == 0 && open.Count == 0)
        {
            return new RecoveryResult(file.Path, completed ? RecoveryAction.LineCompleted : RecoveryAction.None, 0, null);
        }

        if (torn > 0)
        {
            SetAside(file.Path, bytes.AsSpan(bytes.Length - torn));
            Check(file.CutTo(bytes.Length - torn), file.Path, "cannot be cut back to its last whole line; its torn tail is kept in a .torn file");
        }

        if (open.Count == 1)
        {
            // Whoever recovers may have a clock that is behind: a run ends after what is in it.
            var clock = new RunClock(time, open[0].Events is [.., var last] ? last.Time : open[0].Header.StartedAt);
            RunFileWriter.Resume(new RunFile(file, clock), open[0], clock).Seal(new RunOutcome(RunStatus.Aborted) { StopReason = "recovered" });
        }

        return new RecoveryResult(file.Path, open.Count == 1 ? RecoveryAction.Sealed : RecoveryAction.TailSetAside, torn, null);
    }

    /// <summary>An error in the file itself: a blob beside it that is lost is no reason to leave the run open.</summary>
    private static bool IsOfTheFile(TraceFinding finding) => finding.Severity == FindingSeverity.Error && finding.Rule != TraceRules.Blob;

    /// <summary>Why a seal would not make the file one that reads, or null.</summary>
    private static string? Obstacle(RunFileContents contents, int open)
    {
        if (contents.Findings.FirstOrDefault(IsOfTheFile) is { } broken)
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

    /// <summary>Whether the last line was written to its end and only the line feed after it was not.</summary>
    private static bool LacksOnlyItsLineFeed(byte[] bytes, string path) =>
        bytes is [.., (byte)'}'] && RunFileReader.Read(bytes, path, folder: Path.GetDirectoryName(path)).Findings is var findings
        && findings.Any(finding => finding is { Rule: TraceRules.Torn, Severity: FindingSeverity.Warning })
        && !findings.Any(IsOfTheFile);

    private static void Check(int error, string path, string problem)
    {
        if (error != 0)
        {
            throw new IOException($"'{path}' {problem} (error {error}).", error);
        }
    }

    /// <summary>Bytes after the last line feed: a record that was cut.</summary>
    private static int TornLength(ReadOnlySpan<byte> bytes) => bytes.Length - (bytes.LastIndexOf((byte)'\n') + 1);

    /// <summary>Keeps torn bytes beside the file, under a name that is free or already holds the same bytes.</summary>
    private static void SetAside(string path, ReadOnlySpan<byte> torn)
    {
        for (int number = 1; ; number++)
        {
            string aside = $"{path}{RunFormat.TornExtension}-{number}";
            if (new FileInfo(aside) is { LinkTarget: not null } || (File.Exists(aside) && !File.ReadAllBytes(aside).AsSpan().SequenceEqual(torn)))
            {
                continue;
            }

            if (!File.Exists(aside))
            {
                using FileStream kept = new(aside, OwnFile());
                kept.Write(torn);
            }

            return;
        }
    }

    /// <summary>A new file that is its owner's alone from the first moment.</summary>
    private static FileStreamOptions OwnFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
