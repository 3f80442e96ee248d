using Microsoft.Extensions.AI;
using PlanAndAct;
using PlanAndAct.Models;

const int BadUsage = 64;
const int NotWritten = 74;
const int Cancelled = 130;

if (args.Contains("--help") || args.Contains("-h"))
{
    await Console.Out.WriteLineAsync(CommandLine.Help);
    return 0;
}

(ProgramSettings? settings, string? problem) = CommandLine.Read(args);
if (settings is null)
{
    return Refuse(problem!);
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    using IChatClient model = ModelChoice.From(Environment.GetEnvironmentVariable);
    bool exports = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
    bool hasColours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    IReadOnlyList<FinishedRun> runs = await PlanAndActProgram.RunAsync(
        settings with { Model = model, ExportsOtlp = exports, HasColours = hasColours }, Console.Out, stop.Token);
    return runs.All(run => run.Path is not null) ? 0 : NotWritten;
}
catch (FormatException wrong)
{
    return Refuse(wrong.Message);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Cancelled; the open run is sealed as aborted.");
    return Cancelled;
}

static int Refuse(string why)
{
    Console.Error.WriteLine($"plan-and-act: {why}");
    Console.Error.WriteLine("Try --help.");
    return BadUsage;
}
