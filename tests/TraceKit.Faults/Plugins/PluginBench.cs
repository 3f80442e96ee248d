using Microsoft.Extensions.Logging;
using TraceKit.Collection;
using TraceKit.Redaction;
using TraceKit.Faults.Support;

namespace TraceKit.Faults.Plugins;

/// <summary>A host with one run, in which a plug-in does its worst between good events.</summary>
internal sealed class PluginBench : IDisposable
{
    /// <summary>Good events before the plug-in acts, and as many after it.</summary>
    public const int Good = 5;

    private readonly MemoryFolder _folder = new();

    public PluginBench(ILogger<TraceCollector>? logger = null, RedactionPolicy? redaction = null, string runId = "host")
    {
        Options = new TraceKitOptions { Root = _folder.Path, RecoverAtStart = false, Redaction = redaction ?? Secrets.Default, MaxEventBytes = 1024 * 1024 };
        Collector = new TraceCollector(Options, logger);
        Run = Collector.StartRun(new RunDescriptor { Goal = "Live", RunId = runId });
    }

    public TraceKitOptions Options { get; }

    public TraceCollector Collector { get; }

    public TraceRun Run { get; }

    public string Path => Run.Path!;

    /// <summary>Emits good events.</summary>
    public void Work()
    {
        for (int number = 0; number < Good; number++)
        {
            Run.Emit(new Plain { Text = "good" });
        }
    }

    public void Dispose()
    {
        Collector.Dispose();
        _folder.Dispose();
    }
}
