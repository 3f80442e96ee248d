using System.Globalization;

namespace RuleLearner;

/// <summary>What is to be run.</summary>
internal sealed record CommandLine
{
    public const string Help = """
        Learns regular expressions that say of which class a text is, and traces how.

        Usage: rule-learner [options]

          --path simple|agentic   with or without critic, coordinator and audits on the way  (agentic)
          --data FILE             JSON lines of {"text": ..., "label": ...}                  (170 support tickets)
          --holdout S             share of the examples that decides and is not learned from (0)
          --iterations N          limit on iterations                                        (6)
          --out DIR               folder for the run files                                   (traces)
          --storage DIR           folder for <dataset>.trace.json                            (learned)
          --pairs N               instead: learn N times with and N times without the trace, in turn, and compare
          --help                  show this and stop

        The model is a stand-in that mines words and needs no network. Set OPENAI_BASE_URL and/or OPENAI_API_KEY
        (and OPENAI_MODEL) to use a real one behind the OpenAI chat completions format.

        Exit code: 0 when rules were learned; 64 on bad usage; 65 when the data cannot be read; 130 when cancelled.
        """;

    public LearnerSettings Settings { get; init; } = new() { IsAgentic = true };

    public string? Data { get; init; }

    public double Holdout { get; init; }

    public string Traces { get; init; } = "traces";

    public string Storage { get; init; } = "learned";

    public int Pairs { get; init; }

    /// <returns>What is to be run, or what is wrong with the arguments.</returns>
    public static (CommandLine? Line, string? Problem) Read(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
            {
                return (null, $"'{arguments[i]}' needs a value, or is no option.");
            }

            if (line.With(arguments[i], arguments[i + 1]) is not { } next)
            {
                return (null, $"'{arguments[i]} {arguments[i + 1]}' is not understood.");
            }

            line = next;
        }

        return (line, null);
    }

    private CommandLine? With(string name, string value) => name switch
    {
        "--path" when value is "simple" or "agentic" => this with { Settings = Settings with { IsAgentic = value == "agentic" } },
        "--data" when value.Length > 0 => this with { Data = value },
        "--out" when value.Length > 0 => this with { Traces = value },
        "--storage" when value.Length > 0 => this with { Storage = value },
        "--holdout" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 0.5 => this with { Holdout = share },
        "--iterations" when Number(value) is >= 1 and var limit => this with { Settings = Settings with { MaxIterations = limit } },
        "--pairs" when Number(value) is >= 1 and var pairs => this with { Pairs = pairs },
        _ => null,
    };

    private static int? Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
