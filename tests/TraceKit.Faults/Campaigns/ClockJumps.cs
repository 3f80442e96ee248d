using System.Globalization;
using System.Text.RegularExpressions;
using TraceKit.Cli;
using TraceKit.Collection;
using TraceKit.Faults.Support;
using TraceKit.Reading;
using TraceKit.Rendering;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace TraceKit.Faults.Campaigns;

/// <summary>R14: clocks that are set on and back while runs go on.</summary>
internal static partial class ClockJumps
{
    private const int Events = 40;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private static readonly (string Name, DateTimeOffset Start, Func<int, TimeSpan> Jump)[] Clocks =
    [
        ("stands", ManualTime.Start, _ => TimeSpan.Zero),
        ("an hour on", ManualTime.Start, step => step == 7 ? TimeSpan.FromHours(1) : TimeSpan.Zero),
        ("an hour back", ManualTime.Start, step => step == 7 ? TimeSpan.FromHours(-1) : TimeSpan.Zero),
        ("ten years on", ManualTime.Start, step => step == 7 ? TimeSpan.FromDays(3652) : TimeSpan.Zero),
        ("ten years back", ManualTime.Start, step => step == 7 ? TimeSpan.FromDays(-3652) : TimeSpan.Zero),
        ("back every 100 ms", ManualTime.Start, _ => -3 * Tick),
        ("to and fro every 100 ms", ManualTime.Start, step => step % 2 == 0 ? TimeSpan.FromDays(2) : TimeSpan.FromDays(-2)),
        ("back over midnight", new(2026, 11, 21, 0, 0, 1, TimeSpan.Zero), step => step == 7 ? TimeSpan.FromSeconds(-30) : TimeSpan.Zero),
        ("on over midnight", new(2026, 11, 21, 23, 59, 59, TimeSpan.Zero), _ => TimeSpan.Zero),
        ("a leap second's day", new(2016, 12, 31, 23, 59, 59, TimeSpan.Zero), step => step == 7 ? TimeSpan.FromSeconds(-1) : TimeSpan.Zero),
        ("the last second of the calendar", new(9999, 12, 31, 23, 59, 58, TimeSpan.Zero), _ => TimeSpan.Zero),
        ("the first second of the calendar", new(1, 1, 1, 0, 0, 0, TimeSpan.Zero), _ => TimeSpan.Zero),
    ];

    public static Campaign Campaign { get; } = new(
        "R14", "Whatever the clock does, events stand in the order of their seq, nothing lasts less than no time, and a run stays in the folder of the day on which it began.", Attack);

    private static CampaignResult Attack(Scale scale)
    {
        List<string> broken = [];
        foreach ((string name, DateTimeOffset start, Func<int, TimeSpan> jump) in Clocks)
        {
            foreach (Durability level in Enum.GetValues<Durability>())
            {
                using var folder = new MemoryFolder();
                try
                {
                    broken.AddRange(Live(folder, start, jump, level).Select(problem => $"{name}, {level}: {problem}"));
                }
                catch (Exception failure)
                {
                    broken.Add($"{name}, {level}: {failure.GetType().Name}: {failure.Message}");
                }
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{Clocks.Length} clocks at {Enum.GetValues<Durability>().Length} levels"),
            Figures = "0 out of order, 0 negative times in files, stories and statistics",
            Broken = broken,
        };
    }

    private static List<string> Live(MemoryFolder folder, DateTimeOffset start, Func<int, TimeSpan> jump, Durability level)
    {
        var time = new ManualTime { Wall = start };
        var options = new TraceKitOptions { Root = folder.Path, Time = time, Ids = TraceIds.Repeatable("clock"), RecoverAtStart = false, Durability = level };
        using var collector = new TraceCollector(options);
        using TraceRun run = collector.StartRun(Some.Descriptor("timed"));
        for (int step = 0; step < Events; step += 2)
        {
            using Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput());
            Pass(time, jump(step));
            planning.Answer(Some.PlannerOutput());
            Pass(time, jump(step + 1));
        }

        run.Complete(success: true, Contract.SuccessSource.Environment);
        List<string> problems = [.. Problems(run, start)];
        problems.AddRange(Told(folder));
        problems.AddRange(RecoveredByALateClock(run, time));
        return problems;
    }

    private static void Pass(ManualTime time, TimeSpan jump)
    {
        if (time.Wall < DateTimeOffset.MaxValue - Tick)
        {
            time.Advance(Tick);
        }

        bool fits = jump >= TimeSpan.Zero ? time.Wall < DateTimeOffset.MaxValue - jump : time.Wall > DateTimeOffset.MinValue - jump;
        time.Wall += fits ? jump : TimeSpan.Zero;
    }

    private static IEnumerable<string> Problems(TraceRun run, DateTimeOffset start)
    {
        RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();
        if (Path.GetFileName(Path.GetDirectoryName(run.Path)) is var day && day != start.ToString(RunFormat.DayFolder, CultureInfo.InvariantCulture))
        {
            yield return $"the run lies in the folder of {day}";
        }

        if (!recorded.Events.Select(e => e.Seq).SequenceEqual(Enumerable.Range(0, Events).Select(number => (long)number)))
        {
            yield return "the events are not in the order of their seq";
        }

        DateTimeOffset[] times = [recorded.Header.StartedAt, .. recorded.Events.Select(e => e.Time), recorded.End!.EndedAt];
        if (!times.SequenceEqual(times.Order()))
        {
            yield return "a time is before the one before it";
        }

        if (RunDuration.Of(recorded) < TimeSpan.Zero)
        {
            yield return "the run took less than no time";
        }
    }

    private static IEnumerable<string> Told(MemoryFolder folder)
    {
        foreach (string[] command in (string[][])[["show", "timed", "--root", folder.Path], ["ls", folder.Path], ["stats", folder.Path], ["stats", folder.Path, "--json"]])
        {
            using var output = new StringWriter();
            int exit = TraceKitCommand.Invoke(command, new CommandContext { Output = output, Error = output });
            if (exit != 0 || NegativeNumber().Match(output.ToString()) is { Success: true })
            {
                yield return $"'tracekit {command[0]}' gives {exit} and {NegativeNumber().Match(output.ToString()).Value}";
            }
        }
    }

    /// <summary>The run's process died, and the machine that recovers it has a clock that is far behind.</summary>
    private static IEnumerable<string> RecoveredByALateClock(TraceRun run, ManualTime time)
    {
        byte[] bytes = File.ReadAllBytes(run.Path!);
        File.WriteAllBytes(run.Path!, bytes.AsSpan(0, bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1));
        time.Wall = ManualTime.Start.AddYears(-20);
        RunRecovery.Recover(run.Path!, time);
        RecordedRun recorded = RunFileReader.ReadStrict(run.Path!).Single();
        if (RunDuration.Of(recorded) is { } duration && duration < TimeSpan.Zero)
        {
            yield return "a recovered run took less than no time";
        }

        if (NegativeNumber().IsMatch(TraceStory.Render(recorded)))
        {
            yield return "the story of a recovered run has a negative time";
        }
    }

    [GeneratedRegex(@"(?<![\w.])-[0-9]+(\.[0-9]+)?(?![-\w])")]
    private static partial Regex NegativeNumber();
}
