using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PlanAndAct.Desk;
using PlanAndAct.Models;
using TraceKit.Collection;

namespace PlanAndAct;

/// <summary>Runs the cases of a support desk, one run file each.</summary>
public static class PlanAndActProgram
{
    /// <summary>Runs every task, as often as asked.</summary>
    /// <param name="settings">What is to be run.</param>
    /// <param name="output">Gets a line for each run and a summary.</param>
    /// <param name="cancellationToken">Stops; the run that is open is sealed as aborted.</param>
    /// <returns>The runs, in order.</returns>
    /// <exception cref="ArgumentException">There is no such task, or a setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<IReadOnlyList<FinishedRun>> RunAsync(
        ProgramSettings settings, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Trials, 1, nameof(settings));
        IReadOnlyList<DeskTask> tasks = TasksOf(settings);
        using var standIn = new ScriptedChatClient();
        IChatClient model = settings.Model ?? standIn;

        var services = new ServiceCollection();
        services.AddTraceKit(traces => traces
            .WriteTo(settings.Traces)
            .Application("plan-and-act", "1.0.0")
            .Environment("training")
            .Session(session => SessionFacts.Add(session, settings, model)));
        if (settings.ExportsOtlp)
        {
            services.AddTraceKit(traces => traces.ExportOtlp()); // spans, metrics and labels; the OTEL_* variables say where to
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        TraceCollector collector = provider.GetRequiredService<TraceCollector>();

        var table = new RunTable(output, settings.HasColours, tasks.Max(task => task.Id.Length));
        var runs = new List<FinishedRun>();
        var player = new TaskPlayer(collector, model, settings);
        table.WriteHeader();
        foreach (DeskTask task in tasks)
        {
            for (int trial = 1; trial <= settings.Trials; trial++)
            {
                FinishedRun run = await player.PlayAsync(task, trial, cancellationToken);
                runs.Add(run);
                table.Write(run);
            }
        }

        table.WriteSummary(runs, settings.Traces);
        return runs;
    }

    /// <summary>Ids of the tasks of a seed.</summary>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<string> TaskIds(int seed) => [.. TaskCatalog.Of(seed).Select(task => task.Id)];

    private static IReadOnlyList<DeskTask> TasksOf(ProgramSettings settings)
    {
        IReadOnlyList<DeskTask> all = TaskCatalog.Of(settings.Seed);
        if (settings.TaskId is not { } wanted)
        {
            return all;
        }

        DeskTask? found = all.FirstOrDefault(task => task.Id == wanted);
        return found is not null
            ? [found]
            : throw new ArgumentException($"There is no task '{wanted}' of this seed.", nameof(settings));
    }
}
