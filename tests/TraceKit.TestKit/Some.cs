using System.Text.Json;
using TraceKit.Collection;
using TraceKit.Reading;
using TraceKit.Testing;

namespace TraceKit.TestKit;

/// <summary>Builders of whatever a test needs one of and does not care about.</summary>
public static partial class Some
{
    /// <summary>A goal.</summary>
    public const string Goal = "Cancel my flight";

    /// <summary>Options with a clock that stands still and ids that repeat, and without the work that a collector does in the background.</summary>
    public static TraceKitOptions Options(TempFolder folder, Action<TraceKitOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var options = new TraceKitOptions { Root = folder.Path, Time = new ManualTime(), Ids = TraceIds.Repeatable("some"), RecoverAtStart = false };
        configure?.Invoke(options);
        return options;
    }

    /// <summary>A collector that writes into a folder, with a clock that stands still and ids that repeat.</summary>
    public static TraceCollector Collector(TempFolder folder, Action<TraceKitOptions>? configure = null) => new(Options(folder, configure));

    /// <summary>A run of no particular id.</summary>
    public static TraceRun Run(TraceCollector collector, string? runId = null)
    {
        ArgumentNullException.ThrowIfNull(collector);
        return collector.StartRun(Descriptor(runId));
    }

    /// <summary>A descriptor with a goal.</summary>
    public static RunDescriptor Descriptor(string? runId = null) => new() { Goal = Goal, RunId = runId };

    /// <summary>The file of a sealed run with planner decisions in it, two lines each.</summary>
    /// <returns>Its full path.</returns>
    public static string RunFile(TempFolder folder, int decisions = 3, string? runId = null)
    {
        using TraceCollector collector = Collector(folder);
        using TraceRun run = Run(collector, runId);
        for (int i = 0; i < decisions; i++)
        {
            run.Step = i;
            using Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(PlannerInput());
            planning.Answer(PlannerOutput());
        }

        run.Complete(success: true, Contract.SuccessSource.Environment);
        return run.Path!;
    }

    /// <summary>The one run of a file that must be in order.</summary>
    public static RecordedRun TheRunOf(TraceRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return RunFileReader.ReadStrict(run.Path!).Single();
    }

    /// <summary>A JSON value.</summary>
    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
