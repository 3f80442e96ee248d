using System.Diagnostics;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Sessions;
using TraceKit.Testing.Recording;

namespace TraceKit.Testing;

/// <summary>Records the runs of one test in memory, with a clock and ids of its own. What it holds is the bytes of run files, seal and checksums included.</summary>
/// <remarks>
/// Make one in a test and dispose it at the end. Recorders share nothing: any number of tests may run at once. Activities are told apart by
/// their parent, else by the flow in which the recorder was made, which <c>await</c>, <c>Task.Run</c>, timers and async iterators carry on.
/// </remarks>
public sealed class TraceRecorder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<Activity> _activities = [];
    private readonly MemoryRuns _runs = new();
    private readonly TraceRecorderOptions _options;
    private readonly TraceRecorder? _before = ActivityRouter.Current;
    private volatile bool _disposed;

    /// <summary>Starts recording.</summary>
    /// <param name="options">How it works. Default: no activities, ids from the seed <c>test</c>.</param>
    public TraceRecorder(TraceRecorderOptions? options = null)
    {
        _options = options ?? new TraceRecorderOptions();
        var kit = new TraceKitOptions { Session = new TraceSession { Environment = TestHost.Environment }, Ids = TraceIds.Repeatable(_options.Seed), Time = Time };
        _options.Configure?.Invoke(kit);
        kit.Root = "memory";
        kit.RecoverAtStart = false;
        kit.NewFile = _runs.Create;
        Collector = new TraceCollector(kit);
        if (_options.Activities)
        {
            ActivityRouter.Hear(_options.ActivitySources);
        }

        ActivityRouter.Current = this;
    }

    /// <summary>The collector to hand to the code under test. Its runs have no file: <see cref="TraceRun.Path"/> is null.</summary>
    public TraceCollector Collector { get; }

    /// <summary>The clock of the collector, which stands still until the test moves it; hand it to the code under test as well.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>The runs as a reader sees them now, in the order in which they started; one that has not ended has no <see cref="RecordedRun.End"/>.</summary>
    /// <exception cref="TraceFormatException">What was recorded breaks the format.</exception>
    public IReadOnlyList<RecordedRun> Runs => [.. _runs.Files.Select(MemoryRuns.Read)];

    /// <summary>The only run.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public RecordedRun Run => Runs is [var only]
        ? only
        : throw new InvalidOperationException(
            _runs.Files.Count == 0 ? "No run was recorded: the code under test did not start one with this recorder's collector." : $"{_runs.Files.Count} runs were recorded: take one of {nameof(Runs)}.");

    /// <summary>The activities that were started in this test, in the order of their starts. Empty without <see cref="TraceRecorderOptions.Activities"/>.</summary>
    public IReadOnlyList<Activity> Activities
    {
        get
        {
            lock (_lock)
            {
                return [.. _activities];
            }
        }
    }

    /// <summary>Starts a run.</summary>
    /// <param name="goal">Its goal.</param>
    public TraceRun StartRun(string goal) => Collector.StartRun(new RunDescriptor { Goal = goal });

    /// <summary>The bytes of a run's file, as they would lie on disk now.</summary>
    /// <param name="runId">The run's id.</param>
    /// <exception cref="KeyNotFoundException">No such run was recorded.</exception>
    public ReadOnlyMemory<byte> BytesOf(string runId) =>
        _runs.Files.FirstOrDefault(file => file.Name == runId + RunFiles.RunFormat.FileExtension)?.ToArray()
        ?? throw new KeyNotFoundException($"No run '{runId}' was recorded.");

    /// <summary>Begins a sentence about the only run.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public RunExpectations Expect() => new(Run);

    /// <summary>Ends recording: open runs are sealed as aborted. What was recorded can still be read.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        Collector.Dispose();
        _disposed = true;
        ActivityRouter.Forget(Activities);
        if (ActivityRouter.Current == this)
        {
            ActivityRouter.Current = _before;
        }
    }

    internal bool Hears(string source) =>
        _options.Activities && !_disposed && (ActivityRouter.IsKnown(source) || _options.ActivitySources.Contains(source, StringComparer.Ordinal));

    internal void Add(Activity activity)
    {
        lock (_lock)
        {
            _activities.Add(activity);
        }
    }
}
