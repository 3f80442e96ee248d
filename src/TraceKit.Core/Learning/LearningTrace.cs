using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Learning.Stories;
using TraceKit.Models;
using TraceKit.RunFiles;

namespace TraceKit.Learning;

/// <summary>
/// Collects the story of one learning run: each fact is an event of the run file and an entry of <c>&lt;storage&gt;/&lt;dataset&gt;.trace.json</c>.
/// It takes what the algorithm knows and computes nothing anew; what does not fit together is a finding.
/// </summary>
/// <remarks>
/// Safe for any number of threads. A learner that is handed <see cref="None"/> pays next to nothing. Facts hold names, ids and numbers; there
/// is no member that takes a text of the data, and a name that is none is replaced by its hash (LRN-01). Prompts and replies go to
/// <see cref="Run"/>, whose redaction applies, and never to the story. The story file is replaced atomically while the run goes on, at most
/// every <see cref="LearningTraceOptions.StoryInterval"/>: a killed process leaves the story up to its last steps; the run file has them all.
/// </remarks>
public sealed class LearningTrace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StoryCheck _check = new();
    private readonly List<LearningEntry> _entries = [];
    private readonly StoryFile? _file;
    private readonly bool _toDisk;
    private readonly StoryPace _pace;
    private readonly DateTimeOffset _startedAt;
    private LearningStart? _start;
    private (RunStatus Status, string? Reason, DateTimeOffset At)? _end;

    private LearningTrace(TraceRun run, StoryFile? file, bool toDisk, TimeSpan interval)
    {
        Run = run;
        _file = file;
        _toDisk = toDisk;
        _pace = new StoryPace(run.Time, interval, WritePending);
        _startedAt = run.Time.GetUtcNow();
    }

    /// <summary>A trace that records nothing.</summary>
    public static LearningTrace None { get; } = new(TraceCollector.Disabled.StartRun(new RunDescriptor { Goal = "learn" }), file: null, toDisk: false, interval: default);

    /// <summary>The run: model calls, tool calls and events of the learner's own go here. <see cref="Dispose"/> ends it.</summary>
    public TraceRun Run { get; }

    /// <summary>Full path of the story file, or null while there is none.</summary>
    public string? StoryPath { get; private set; }

    /// <summary>Why the story file could not be written the last time, or null. The learner goes on, and the run file has the facts.</summary>
    public string? WriteProblem { get; private set; }

    /// <summary>What does not fit together so far.</summary>
    public IReadOnlyList<LearningFinding> Findings
    {
        get
        {
            lock (_gate)
            {
                return _check.Findings;
            }
        }
    }

    /// <summary>The story so far.</summary>
    public LearningStory Story
    {
        get
        {
            lock (_gate)
            {
                return Tell();
            }
        }
    }

    /// <summary>Starts a learning run. Of a collector that is off it is <see cref="None"/>.</summary>
    /// <param name="collector">What writes the run file.</param>
    /// <param name="start">What is learned, by whom, from how much.</param>
    /// <param name="options">Where the story goes. Default: into the run file alone.</param>
    /// <exception cref="ArgumentException">The story file would have a name that no file can have, its interval is negative, or the run's id cannot be used.</exception>
    public static LearningTrace Begin(TraceCollector collector, LearningStart start, LearningTraceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(collector);
        ArgumentNullException.ThrowIfNull(start);
        if (!collector.IsEnabled)
        {
            return None;
        }

        options ??= new LearningTraceOptions();
        if (options.StoryInterval < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(LearningTraceOptions.StoryInterval)} is {options.StoryInterval}: it must not be negative.", nameof(options));
        }

        string name = options.FileName ?? start.Dataset;
        if (options.Storage is not null && !RunFormat.IsValidId(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot be the name of a story file: set {nameof(LearningTraceOptions.FileName)} to 1 to 128 of A-Z a-z 0-9 . _ -, the first one a letter or digit.",
                nameof(options));
        }

        TraceRun run = collector.StartRun(new RunDescriptor { Goal = "learn", TaskId = RunFormat.IsValidId(name) ? name : null, Agent = "learner", RunId = options.RunId });
        StoryFile? file = options.Storage is { } storage ? new StoryFile(Path.GetFullPath(storage), name, run.RunId) : null;
        var trace = new LearningTrace(run, file, collector.SyncsToDisk, options.StoryInterval);
        trace.Begin(start);
        return trace;
    }

    /// <summary>Records the first rules.</summary>
    /// <param name="fact">The fact.</param>
    /// <returns>The address of its event; its <c>seq</c> is -1 when it is not in the run file.</returns>
    public EventAddress Add(Synthesis fact) => Take(fact);

    /// <summary>Records what the critic did.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Critic fact) => Take(fact);

    /// <summary>Records how the coordinator goes on.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Guidance fact) => Take(fact);

    /// <summary>Records a round of refinement.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Iteration fact) => Take(fact);

    /// <summary>Records an audit.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Audit fact) => Take(fact);

    /// <summary>Records a pruning.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Prune fact) => Take(fact);

    /// <summary>Records a point of a curve.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Evaluation fact) => Take(fact);

    /// <summary>Records which rules are the best so far.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(BestRules fact) => Take(fact);

    /// <summary>Records that the best rules were taken again.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(RestoreBest fact) => Take(fact);

    /// <summary>Records how each rule does by itself.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(ValidatedStats fact) => Take(fact);

    /// <summary>Records the rules that survive.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(Final fact) => Take(fact);

    /// <summary>Records that a stage broke and the run goes on. <see cref="Fail"/> ends it.</summary>
    /// <inheritdoc cref="Add(Synthesis)"/>
    public EventAddress Add(LearningError fact) => Take(fact);

    /// <summary>Records a model call in the run, where its prompt is redacted; facts name it by its <c>seq</c>.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The address of its event.</returns>
    public EventAddress Call(LlmCall call) => Run.Emit(call);

    /// <summary>Ends the run.</summary>
    /// <param name="stopReason">Why, as a stable word. Default: that of the final entry.</param>
    public void Complete(string? stopReason = null)
    {
        stopReason ??= _entries.FindLast(entry => entry.Final is not null)?.Final?.StopReason;
        Run.Complete(stopReason);
        End(RunStatus.Completed, stopReason);
    }

    /// <summary>Ends the run because a stage broke: a fatal <c>learning_error</c> with the type of the exception, never its message, which may quote the data.</summary>
    /// <param name="exception">What broke.</param>
    /// <param name="stage">The stage, as a stable word such as <c>synthesis</c>.</param>
    public void Fail(Exception exception, string stage)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string type = exception.GetType().FullName ?? exception.GetType().Name;
        Take(new LearningError { Stage = stage, ErrorType = type, Fatal = true });
        Run.Fail(new ErrorDetail { Type = type });
        End(RunStatus.Failed, "error");
    }

    /// <summary>Ends the run as aborted, unless it has ended, and writes the story for the last time.</summary>
    public void Dispose()
    {
        if (ReferenceEquals(this, None))
        {
            return;
        }

        Run.Dispose();
        End(RunStatus.Aborted, "disposed");
    }

    private void Begin(LearningStart start)
    {
        lock (_gate)
        {
            if (NameGuard.Pass(start, Report) is { } passed)
            {
                Run.Emit(passed);
                _start = WithoutSecrets(passed);
            }

            Write();
        }
    }

    private EventAddress Take<TFact>(TFact fact)
        where TFact : class, ITraceEvent<TFact>
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (!Run.IsRecording)
        {
            return new EventAddress(Run.RunId, -1);
        }

        lock (_gate)
        {
            int findings = _check.Count;
            if (NameGuard.Pass(fact, Report) is not { } passed)
            {
                Write();
                return new EventAddress(Run.RunId, -1);
            }

            DateTimeOffset time = Run.Time.GetUtcNow();
            EventAddress address = Run.Emit(passed);
            long? seq = address.Seq < 0 ? null : address.Seq;
            _check.Locate(findings, seq);
            if (WithoutSecrets(passed) is { } told)
            {
                LearningEntry entry = LearningEntry.Of(seq, time, told)!;
                _entries.Add(entry);
                _check.Next(entry);
            }

            if (_file is not null && _pace.IsDue(_entries.Count))
            {
                Write();
            }

            return address;
        }
    }

    /// <summary>A fact as the run file has it. What redaction leaves of a name is a name again.</summary>
    private TFact? WithoutSecrets<TFact>(TFact fact)
        where TFact : class, ITraceEvent<TFact>
    {
        TFact? told = Run.WithoutSecrets(fact);
        if (told is null)
        {
            Report(LearningRules.Refused, $"a fact of type '{TFact.EventType.Name}' is in the run file alone: what redaction leaves of it is no such fact");
        }

        return told is null || ReferenceEquals(told, fact) ? told : NameGuard.Pass(told, Report);
    }

    private void Report(string rule, string message) =>
        _check.Add(rule, rule == LearningRules.Refused ? Reading.FindingSeverity.Error : Reading.FindingSeverity.Warning, seq: null, message);

    private void End(RunStatus status, string? reason)
    {
        lock (_gate)
        {
            if (_end is null && Run.IsRecording)
            {
                _end = (status, reason is null ? null : RuleNames.Fit(Run.WithoutSecrets(reason)), Run.Time.GetUtcNow());
                _check.Close(status);
                Write();
                _pace.Dispose();
                _file?.Dispose();
            }
        }
    }

    private void WritePending()
    {
        lock (_gate)
        {
            if (_end is null && _pace.IsPutOff)
            {
                Write();
            }
        }
    }

    private void Write()
    {
        if (_file is null)
        {
            return;
        }

        _pace.Begin();
        try
        {
            _file.Write(StoryText.Bytes(Tell()), _toDisk && _end is not null);
            StoryPath = _file.Place;
            WriteProblem = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            WriteProblem = failure.Message;
        }
        finally
        {
            _pace.End(_entries.Count);
        }
    }

    private LearningStory Tell() => new()
    {
        Format = LearningStory.Version1,
        RunId = Run.RunId,
        Status = _end?.Status ?? RunStatus.Running,
        StopReason = _end?.Reason,
        StartedAt = _startedAt,
        EndedAt = _end?.At,
        Start = _start,
        Entries = [.. _entries],
        Findings = _check.Findings,
    };
}
