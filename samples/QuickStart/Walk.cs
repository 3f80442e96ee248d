using System.Globalization;
using PlanAndAct;
using TraceKit.Cli;

namespace QuickStart;

/// <summary>The main job from end to end: an agent runs, its runs become a dataset, and one row is audited down to its bytes.</summary>
internal static class Walk
{
    private static readonly int[] Seeds = [1, 2, 3];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not ([] or ["--out", _]))
        {
            await error.WriteLineAsync("usage: QuickStart [--out DIR]   (default: a new folder under artifacts)");
            return ExitCodes.Usage;
        }

        string folder = args is [_, var named]
            ? named
            : Path.Combine("artifacts", "quickstart-" + TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        string runs = Path.Combine(folder, "runs");
        string dataset = Path.Combine(folder, "dataset");

        await output.WriteLineAsync("1. An agent of a support desk plans, acts and plans again; TraceKit writes down what it does.");
        foreach (int seed in Seeds)
        {
            await PlanAndActProgram.RunAsync(new ProgramSettings { Traces = runs, Seed = seed }, seed == Seeds[0] ? output : TextWriter.Null);
        }

        await output.WriteLineAsync($"   (and the same desk with the tasks of {Seeds.Length - 1} more seeds)");
        int result = Command(output, error, "2. What the runs hold.", "stats", runs);
        result = result == ExitCodes.Ok ? Command(output, error, "3. The runs become a dataset; gates look at it.", "sft", "build", runs, "--out", dataset) : result;
        result = result == ExitCodes.Ok ? Command(output, error, "4. One row, down to the bytes that it came from.", "sft", "audit", dataset, "train:0") : result;
        await output.WriteLineAsync($"\nRun files: {runs}\nDataset:   {dataset}");
        return result;
    }

    private static int Command(TextWriter output, TextWriter error, string title, params string[] args)
    {
        output.WriteLine($"\n{title}\n   $ tracekit {string.Join(' ', args)}");
        return TraceKitCommand.Invoke(args, new CommandContext { Output = output, Error = error });
    }
}
