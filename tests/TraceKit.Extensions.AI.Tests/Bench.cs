using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Extensions.AI.Tests;

/// <summary>A run to record into, and what its file holds afterwards.</summary>
internal sealed class Bench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TraceCollector _collector;

    public Bench(IReadOnlyList<Tools.ToolDefinition>? tools = null, Action<TraceKitOptions>? configure = null)
    {
        _collector = Some.Collector(_folder, options =>
        {
            options.Time = Time;
            configure?.Invoke(options);
        });
        Run = _collector.StartRun(new RunDescriptor { Goal = Some.Goal, Tools = tools });
    }

    public ManualTime Time { get; } = new();

    public TraceRun Run { get; }

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>The events of the run, sealed first.</summary>
    public IReadOnlyList<RecordedEvent> Events
    {
        get
        {
            Run.Complete(success: true, Contract.SuccessSource.Environment);
            RecordedRun run = Some.TheRunOf(Run);
            Assert.Equal(RunStatus.Completed, run.Status);
            return run.Events;
        }
    }

    public IReadOnlyList<LlmCall> Calls => [.. Events.Select(recorded => recorded.TryRead<LlmCall>()).OfType<LlmCall>()];

    public LlmCall Call => Assert.Single(Calls);

    public static ChatMessage User(string text) => new(ChatRole.User, text);

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }
}
