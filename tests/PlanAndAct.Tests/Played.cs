using TraceKit.Reading;

namespace PlanAndAct.Tests;

/// <summary>Runs of the sample, with what their files hold. The folder goes when the test is over.</summary>
internal sealed class Played : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plan-and-act-");
    private readonly StringWriter _output = new();

    public IReadOnlyList<FinishedRun> Runs { get; private set; } = [];

    public IReadOnlyList<RecordedRun> Recorded { get; private set; } = [];

    public string Output => _output.ToString();

    public RecordedRun Only => Assert.Single(Recorded);

    public IEnumerable<RecordedEvent> Events => Recorded.SelectMany(run => run.Events);

    public static async Task<Played> AllAsync(ProgramSettings? settings = null)
    {
        var played = new Played();
        await played.PlayAsync(settings ?? new ProgramSettings(), TestContext.Current.CancellationToken);
        return played;
    }

    public static Task<Played> TaskAsync(string kind) => AllAsync(new ProgramSettings { TaskId = $"{kind}-s1" });

    /// <summary>Plays; the files are read even when playing throws.</summary>
    public async Task PlayAsync(ProgramSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            Runs = await PlanAndActProgram.RunAsync(settings with { Traces = _folder.FullName, RetryDelay = TimeSpan.Zero }, _output, cancellationToken);
        }
        finally
        {
            Recorded = [.. TraceFolder.List(_folder.FullName).SelectMany(file => RunFileReader.ReadStrict(file.Path))];
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Delete(recursive: true);
    }
}
