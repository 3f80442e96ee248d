using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
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
        _logger = logger ?? NullLogger<TraceCollector>.Instance;
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
    /// <exception cref="ArgumentException">An id cannot be a file's name, or a run with that id has a file already.</exception>
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
        AppendFile? file = CreateFile(runId, clock);
        var writer = new RunFileWriter(file, Header(runId, descriptor, clock), clock, new RunRedactor(_options.Redaction, _options.Ids.NewKey()));
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
