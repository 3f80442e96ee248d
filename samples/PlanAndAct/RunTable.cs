using System.Globalization;
using TraceKit.RunFiles;

namespace PlanAndAct;

/// <summary>Shows runs as they end: a line each, then a summary.</summary>
internal sealed class RunTable(TextWriter output, bool hasColours, int taskWidth)
{
    private const string Green = "32";
    private const string Yellow = "33";
    private const string Red = "31";
    private const string Grey = "90";

    public void WriteHeader() =>
        output.WriteLine(Paint(Grey, $"  {"task".PadRight(taskWidth)}  trial  {"outcome",-29}  steps  replans  run file"));

    public void Write(FinishedRun run)
    {
        (string colour, string mark, string outcome) = Describe(run);
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{run.Steps,5}  {run.Replans,7}");
        string path = run.Path is null ? "-" : Shorten(run.Path);
        string task = string.Create(CultureInfo.InvariantCulture, $"{run.TaskId.PadRight(taskWidth)}  {run.Trial,5}");
        output.WriteLine($"{Paint(colour, mark)} {task}  {Paint(colour, outcome.PadRight(29))}  {numbers}  {Paint(Grey, path)}");
    }

    public void WriteSummary(IReadOnlyList<FinishedRun> runs, string traces)
    {
        int solved = runs.Count(run => run.Success == true);
        int broken = runs.Count(run => run.Status == RunStatus.Failed);
        string counts = string.Create(
            CultureInfo.InvariantCulture, $"{runs.Count} {(runs.Count == 1 ? "run" : "runs")}: {solved} solved, {runs.Count - solved - broken} not solved, {broken} failed.");
        output.WriteLine();
        foreach (FinishedRun run in runs.Where(run => run.Error is not null))
        {
            string[] lines = run.Error!.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            output.WriteLine($"{Paint(Red, "!")} {run.TaskId}: {string.Join(' ', lines)}");
        }

        output.WriteLine($"{counts} The environment judged, not the agent.");
        output.WriteLine(runs.Any(run => run.Path is null)
            ? Paint(Red, $"The folder '{traces}' cannot be written: the runs without a file are lost.")
            : $"Run files: {traces}");
    }

    private static (string Colour, string Mark, string Outcome) Describe(FinishedRun run) => run switch
    {
        { Status: RunStatus.Failed } => (Red, "!", "failed"),
        { Success: true } => (Green, "+", "solved"),
        { StopReason: "case_closed" } => (Yellow, "-", "not solved"),
        _ => (Yellow, "-", $"not solved: {run.StopReason}"),
    };

    private static string Shorten(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private string Paint(string colour, string text) => hasColours ? $"\e[{colour}m{text}\e[0m" : text;
}
