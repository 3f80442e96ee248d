using System.Globalization;

namespace PlanAndAct;

/// <summary>Reads the arguments.</summary>
internal static class CommandLine
{
    public const string Help = """
        Runs a planner-executor-replanner agent on the cases of a small support desk and traces every run.

        Usage: plan-and-act [options]

          --out DIR     folder for the run files          (traces)
          --trials N    how often each task is tried      (1)
          --seed S      what tasks and chances come from  (1)
          --task ID     run this task only                (all)
          --help        show this and stop

        The model is a scripted stand-in that needs no network. Set OPENAI_BASE_URL and/or OPENAI_API_KEY
        (and OPENAI_MODEL) to use a real one behind the OpenAI chat completions format.
        With OTEL_EXPORTER_OTLP_ENDPOINT set, runs are exported as spans and metrics too.

        Exit code: 0 when all tasks were run, whatever came of them; 64 on bad usage;
        74 when run files could not be written; 130 when cancelled.
        """;

    /// <returns>The settings, or what is wrong with the arguments.</returns>
    public static (ProgramSettings? Settings, string? Problem) Read(IReadOnlyList<string> arguments)
    {
        var settings = new ProgramSettings();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string name = arguments[i];
            if (i + 1 == arguments.Count)
            {
                return (null, $"'{name}' needs a value, or is no option.");
            }

            (ProgramSettings? next, string? problem) = Set(settings, name, arguments[i + 1]);
            if (next is null)
            {
                return (null, problem);
            }

            settings = next;
        }

        return Check(settings);
    }

    private static (ProgramSettings? Settings, string? Problem) Check(ProgramSettings settings)
    {
        IReadOnlyList<string> tasks = PlanAndActProgram.TaskIds(settings.Seed);
        return settings.TaskId is not { } task || tasks.Contains(task)
            ? (settings, null)
            : (null, string.Create(CultureInfo.InvariantCulture, $"There is no task '{task}' of seed {settings.Seed}. Tasks: {string.Join(", ", tasks)}."));
    }

    private static (ProgramSettings? Settings, string? Problem) Set(ProgramSettings settings, string name, string value) => name switch
    {
        "--out" when value.Length > 0 => (settings with { Traces = value }, null),
        "--task" => (settings with { TaskId = value }, null),
        "--trials" when Number(value) is >= 1 and var trials => (settings with { Trials = trials }, null),
        "--seed" when Number(value) is { } seed => (settings with { Seed = seed }, null),
        "--trials" or "--seed" => (null, $"'{name} {value}': a whole number is expected{(name == "--trials" ? ", from 1" : string.Empty)}."),
        _ => (null, $"There is no option '{name}'."),
    };

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
