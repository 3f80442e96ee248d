using Microsoft.Extensions.AI;
using RuleLearner;
using RuleLearner.Data;
using RuleLearner.Models;
using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Rendering;

const int BadUsage = 64;
const int BadData = 65;
const int Cancelled = 130;

if (args.Contains("--help") || args.Contains("-h"))
{
    await Console.Out.WriteLineAsync(CommandLine.Help);
    return 0;
}

(CommandLine? line, string? problem) = CommandLine.Read(args);
if (line is null)
{
    return Refuse(problem!, BadUsage);
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    ExampleSet examples = ExampleSet.Load(line.Data, line.Holdout);
    using IChatClient model = ModelChoice.From(Environment.GetEnvironmentVariable);
    if (line.Pairs > 0)
    {
        await TracePairs.RunAsync(examples, model, line, Console.Out, stop.Token);
        return 0;
    }

    using var collector = new TraceCollector(new TraceKitOptions { Root = line.Traces });
    using LearningTrace trace = LearningTrace.Begin(collector, Learner.Start(examples, model, line.Settings), new LearningTraceOptions { Storage = line.Storage });
    await new Learner(examples, model, line.Settings, trace).LearnAsync(stop.Token);
    LearningReport.PrintTrace(trace.Story);
    await Console.Out.WriteLineAsync($"story     {trace.StoryPath}\nrun file  {trace.Run.Path}");
    return 0;
}
catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
{
    return Refuse(wrong.Message, BadData);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Cancelled; the story tells how far it came.");
    return Cancelled;
}

static int Refuse(string why, int code)
{
    Console.Error.WriteLine($"rule-learner: {why}");
    Console.Error.WriteLine("Try --help.");
    return code;
}
