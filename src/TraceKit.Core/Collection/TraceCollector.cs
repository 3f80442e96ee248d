using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TraceKit.Contract;
using TraceKit.Redaction;
using TraceKit.RunFiles;
using TraceKit.Sessions;
using TraceKit.Telemetry;

namespace TraceKit.Collection;

/// <summary>Starts runs and writes them to files. One for a program; safe for any number of threads.</summary>
/// <remarks>Disposing it seals the runs that are still open as aborted.</remarks>
public sealed partial class TraceCollector : IDisposable
{
    private readonly TraceKitOptions _options;
    private readonly GuardedLogger? _guarded;
    private readonly ILogger _logger;
    private readonly string _sessionId;
    private readonly string _root;
    private readonly ConcurrentDictionary<RunRecorder, TraceRun> _open = new();
    private readonly UnsealedRuns _unsealed;
    private readonly BufferFlusher? _flusher;
    private readonly RunTelemetry? _telemetry;
    private readonly RunCompanions _companions;
    private int _recovered;
    private volatile bool _abandoned;

    /// <summary>Makes a collector.</summary>
    /// <param name="options">How it works; read now, so that later changes have no effect.</param>
    /// <param name="logger">Where it reports its own troubles. Default: nowhere.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    /// <exception cref="ContaminationException">This process is a test host, and the session says another environment than <c>test</c>.</exception>
    public TraceCollector(TraceKitOptions options, ILogger<TraceCollector>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        string problems = string.Join(' ', options.Validate());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(options));
        }

        _options = options.Copy();
        _options.Session = TestHost.Admit(options.Session);
        _guarded = logger is null ? null : new GuardedLogger(logger);
        _logger = (ILogger?)_guarded ?? NullLogger.Instance;
        _sessionId = options.SessionId ?? options.Ids.NewId(options.Time.GetUtcNow());
        _root = Path.GetFullPath(options.Root);
        IsEnabled = options.Enabled;
        _recovered = options.RecoverAtStart ? 0 : 1;
        _unsealed = new UnsealedRuns(options.Time);
        _flusher = IsEnabled && options.Durability == Durability.Buffered ? new BufferFlusher(options.BufferTime) : null;
        _telemetry = IsEnabled ? options.Telemetry?.Invoke(_options.Session, _sessionId) : null;
        _companions = IsEnabled ? RunCompanions.Of(_options, this) : RunCompanions.None;
    }

    /// <summary>A collector that records nothing and costs next to nothing.</summary>
    public static TraceCollector Disabled { get; } = new(new TraceKitOptions { Enabled = false });

    /// <summary>Whether runs are recorded.</summary>
    public bool IsEnabled { get; }

    /// <summary>Whether what is acknowledged survives a power cut.</summary>
    internal bool SyncsToDisk => _options.Durability == Durability.Disk;

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
            return new TraceRun(descriptor.RunId ?? "disabled", descriptor, recorder: null, live: null);
        }

        _unsealed.TryAgain();
        var clock = new RunClock(_options.Time);
        string runId = descriptor.RunId ?? _options.Ids.NewId(clock.StartedAt);
        RunFormat.ThrowIfInvalidId(runId, nameof(descriptor));
        RunHeader header = Header(runId, descriptor, clock);
        var redactor = new RunRedactor(_options.Redaction, _options.Ids.NewKey());
        LiveRun? live = descriptor.Origin is null ? new LiveRun(_telemetry ?? RunTelemetry.Current, header, redactor) : null;
        try
        {
            RunFileWriter writer = Open(runId, FirstLine(header with { Trace = live?.Link }), clock, redactor);
            var recorder = new RunRecorder(runId, writer, _options, _logger, Forget, _unsealed.Add) { Companions = _companions };
            var run = new TraceRun(runId, descriptor, recorder, live);
            _open[recorder] = run;
            ProcessEnd.Watch(run);
            live?.Opened();
            _companions.Started(run);
            BeginRecovery();
            return run;
        }
        catch (Exception failure)
        {
            live?.Abandon(ErrorDetail.From(failure).Type);
            throw;
        }
    }

    /// <summary>Seals the runs that are still open as aborted.</summary>
    public void Dispose()
    {
        if (!_abandoned)
        {
            AbortOpenRuns("collector_disposed");
            _unsealed.Dispose();
        }

        _companions.Dispose(); // before the flusher: a companion may write runs of its own when it ends
        if (!_abandoned)
        {
            _flusher?.Dispose();
        }

        _telemetry?.Dispose();
        _guarded?.Drain();
    }

    /// <summary>Has the runs of dead processes sealed in the background, once.</summary>
    internal void BeginRecovery()
    {
        if (IsEnabled && Interlocked.Exchange(ref _recovered, 1) == 0)
        {
            ThreadPool.QueueUserWorkItem(RecoverDeadRuns);
        }
    }

    /// <summary>Seals the runs that are open.</summary>
    internal void AbortOpenRuns(string stopReason)
    {
        foreach (TraceRun run in _open.Values)
        {
            run.Abort(stopReason);
        }
    }

    /// <summary>Gives up waiting for a disk that hangs: <see cref="Dispose"/> must not wait for it once more.</summary>
    internal void Abandon()
    {
        _abandoned = true;
        LogAbandoned(_logger, _open.Count);
    }

    private void Forget(RunRecorder ended)
    {
        if (_open.TryRemove(ended, out TraceRun? run))
        {
            ProcessEnd.Forget(run);
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
        Agent = descriptor.Agent,
        Tags = descriptor.Tags,
        Tools = descriptor.Tools,
        Session = _options.Session,
        Sampling = new SamplingRecord { P = 1 },
        Redaction = _options.Redaction.IsEmpty ? null : _options.Redaction.ToRecord(),
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

    /// <summary>Makes the run's file and writes its first line, or does so later where the disk refuses and the agent is to go on.</summary>
    private RunFileWriter Open(string runId, byte[] firstLine, RunClock clock, RunRedactor redactor)
    {
        string path = Path.Combine(_root, clock.StartedAt.UtcDateTime.ToString(RunFormat.DayFolder, CultureInfo.InvariantCulture), runId + RunFormat.FileExtension);
        var file = new RunFile(path, _options.Durability == Durability.Disk, clock, suspect => LogReplaced(_logger, runId, path, suspect)) { NewFile = _options.NewFile };
        Create(file, runId, path);
        WriteBehind? behind = _flusher?.Buffer(file, _options.BufferBytes);
        var writer = new RunFileWriter(file, runId, firstLine, clock, redactor, _options.Durability == Durability.Disk, behind, _options.BufferWait);
        if (writer.Start() is var error and not 0 && file.Path is not null && _options.OnWriteFailure == WriteFailurePolicy.Throw)
        {
            writer.Discard();
            throw new IOException($"Run '{runId}' has no first line (error {error}).");
        }

        return writer;
    }

    private void Create(RunFile file, string runId, string path)
    {
        try
        {
            file.Create();
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ArgumentException($"Run '{runId}' has a file already ({path}): a run id is used once.", nameof(runId));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogCreateFailed(_logger, runId, path, failure);
            if (_options.OnWriteFailure == WriteFailurePolicy.Throw)
            {
                throw new IOException($"Run '{runId}' has no file: {failure.Message}", failure);
            }
        }
    }

    private void RecoverDeadRuns(object? state)
    {
        foreach (RecoveryResult result in DeadRuns.Recover(_root, _options.Time))
        {
            LogRecovered(_logger, result.File, result.TornBytes);
        }
    }

    [LoggerMessage(4, LogLevel.Error, "Run {RunId}: the file {File} could not be created. The agent goes on; it is tried again with the events that follow, and what is lost is counted as dropped.")]
    private static partial void LogCreateFailed(ILogger logger, string runId, string file, Exception failure);

    [LoggerMessage(6, LogLevel.Warning, "Run {RunId}: the disk failed the file {File}. It was written anew and nothing is lost; what the disk holds of the first one is kept as {Suspect}.")]
    private static partial void LogReplaced(ILogger logger, string runId, string file, string suspect);

    [LoggerMessage(7, LogLevel.Information, "The run in {File} was left by a process that died; it is sealed as aborted now, {TornBytes} torn bytes were set aside.")]
    private static partial void LogRecovered(ILogger logger, string file, long tornBytes);

    [LoggerMessage(9, LogLevel.Error, "The host stopped and the disk did not take the end of {Runs} runs in time. The next collector that starts seals them.")]
    private static partial void LogAbandoned(ILogger logger, int runs);
}
