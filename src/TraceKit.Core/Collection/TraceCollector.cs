using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TraceKit.Contract;
using TraceKit.Redaction;
using TraceKit.RunFiles;

namespace TraceKit.Collection;

/// <summary>Starts runs and writes them to files. One for a program; safe for any number of threads.</summary>
/// <remarks>Disposing it seals the runs that are still open as aborted.</remarks>
public sealed partial class TraceCollector : IDisposable
{
    private readonly TraceKitOptions _options;
    private readonly ILogger _logger;
    private readonly string _sessionId;
    private readonly string _root;
    private readonly ConcurrentDictionary<RunRecorder, TraceRun> _open = new();

    /// <summary>Makes a collector.</summary>
    /// <param name="options">How it works; read now, so that later changes have no effect.</param>
    /// <param name="logger">Where it reports its own troubles. Default: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public TraceCollector(TraceKitOptions options, ILogger<TraceCollector>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        string problems = string.Join(' ', options.Validate());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(options));
        }

        _options = options.Copy();
        _logger = logger is null ? NullLogger.Instance : new GuardedLogger(logger);
        _sessionId = options.SessionId ?? options.Ids.NewId(options.Time.GetUtcNow());
        _root = Path.GetFullPath(options.Root);
        IsEnabled = options.Enabled;
    }

    /// <summary>A collector that records nothing and costs next to nothing.</summary>
    public static TraceCollector Disabled { get; } = new(new TraceKitOptions { Enabled = false });

    /// <summary>Whether runs are recorded.</summary>
    public bool IsEnabled { get; }

    /// <summary>Starts a run and writes its first line.</summary>
    /// <param name="descriptor">What the run is about.</param>
    /// <returns>The run; the caller ends and disposes it.</returns>
    /// <exception cref="ArgumentException">An id cannot be a file's name, a run with that id has a file already, or the descriptor makes no line that can be written.</exception>
    /// <exception cref="IOException">The disk refused, and the policy is <see cref="WriteFailurePolicy.Throw"/>.</exception>
    public TraceRun StartRun(RunDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        if (!IsEnabled)
        {
            return new TraceRun(descriptor.RunId ?? "disabled", descriptor, recorder: null);
        }

        var clock = new RunClock(_options.Time);
        string runId = descriptor.RunId ?? _options.Ids.NewId(clock.StartedAt);
        RunFormat.ThrowIfInvalidId(runId, nameof(descriptor));
        byte[] firstLine = FirstLine(Header(runId, descriptor, clock));
        AppendFile? file = CreateFile(runId, clock);
        var writer = new RunFileWriter(file, runId, firstLine, clock, new RunRedactor(_options.Redaction, _options.Ids.NewKey()));
        if (file is not null && writer.LastError != 0 && _options.OnWriteFailure == WriteFailurePolicy.Throw)
        {
            throw Discard(file, runId, writer.LastError);
        }

        var recorder = new RunRecorder(runId, writer, file?.Path, _options, _logger, ended => _open.TryRemove(ended, out _));
        var run = new TraceRun(runId, descriptor, recorder);
        _open[recorder] = run;
        return run;
    }

    /// <summary>Seals the runs that are still open as aborted.</summary>
    public void Dispose()
    {
        foreach (TraceRun run in _open.Values)
        {
            run.Abort("collector_disposed");
        }
    }

    private RunHeader Header(string runId, RunDescriptor descriptor, RunClock clock) => new()
    {
        RunId = runId,
        SessionId = _sessionId,
        ParentRunId = descriptor.ParentRunId,
        StartedAt = clock.StartedAt,
        Goal = descriptor.Goal,
        TaskId = descriptor.TaskId,
        Trial = descriptor.Trial,
        Tags = descriptor.Tags,
        Tools = descriptor.Tools,
        Session = _options.Session,
        Sampling = new SamplingRecord { P = 1 },
        Redaction = _options.Redaction.IsEmpty ? null : new RedactionRecord { Rules = _options.Redaction.Hash },
        Origin = descriptor.Origin,
    };

    /// <summary>The first line; one that cannot be written is refused before there is a file.</summary>
    private static byte[] FirstLine(RunHeader header)
    {
        try
        {
            byte[] line = Encoding.UTF8.GetBytes(EventBuffer.ToText(header, RunFilesJson.Default.RunHeader));
            return line.Length <= RunFormat.MaxRecordBytes
                ? line
                : throw new InvalidOperationException($"it has {line.Length} bytes, {RunFormat.MaxRecordBytes} are allowed");
        }
        catch (Exception failure)
        {
            throw new ArgumentException($"Run '{header.RunId}' has no first line that can be written: {ErrorDetail.From(failure).Message}", nameof(header), failure);
        }
    }

    /// <summary>Takes a file back that the disk gave no space for its first line, so that the id can be used again.</summary>
    private static IOException Discard(AppendFile file, string runId, int error)
    {
        bool empty = file.Length == 0;
        file.Dispose();
        if (empty)
        {
            File.Delete(file.Path);
        }

        return new IOException($"Run '{runId}' has no first line (error {error}).");
    }

    private AppendFile? CreateFile(string runId, RunClock clock)
    {
        string path = Path.Combine(_root, clock.StartedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), runId + RunFormat.FileExtension);
        try
        {
            return AppendFile.Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ArgumentException($"Run '{runId}' has a file already ({path}): a run id is used once.", nameof(runId));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogCreateFailed(_logger, runId, path, failure);
            return _options.OnWriteFailure == WriteFailurePolicy.Throw
                ? throw new IOException($"Run '{runId}' has no file: {failure.Message}", failure)
                : null;
        }
    }

    [LoggerMessage(4, LogLevel.Error, "Run {RunId}: the file {File} could not be created. The agent goes on; every event of this run is counted as dropped.")]
    private static partial void LogCreateFailed(ILogger logger, string runId, string file, Exception failure);
}
