using Microsoft.Extensions.AI;
using RuleLearner.Data;
using RuleLearner.Models;
using RuleLearner.Rules;
using TraceKit.Collection;
using TraceKit.Learning;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace RuleLearner.Tests;

/// <summary>A learning run in a folder of its own, read back.</summary>
internal sealed class Learned : IDisposable
{
    private readonly TempFolder _folder;

    private Learned(TempFolder folder) => _folder = folder;

    public required RuleSet Rules { get; init; }

    /// <summary>The story as it lies on disk.</summary>
    public required LearningStory Story { get; init; }

    /// <summary>The bytes of the story.</summary>
    public required string Text { get; init; }

    public required RecordedRun Run { get; init; }

    public string Runs => _folder["runs"];

    public string this[string name] => _folder[name];

    public static async Task<Learned> FromAsync(ExampleSet examples, LearnerSettings settings, IChatClient? model = null, CancellationToken cancellationToken = default)
    {
        var folder = new TempFolder();
        using IChatClient own = model ?? new MiningChatClient();
        using var collector = new TraceCollector(new TraceKitOptions { Root = folder["runs"], RecoverAtStart = false });
        using LearningTrace trace = LearningTrace.Begin(collector, Learner.Start(examples, own, settings), new LearningTraceOptions { Storage = folder["learned"] });
        RuleSet rules = await new Learner(examples, own, settings, trace).LearnAsync(cancellationToken);
        return new Learned(folder)
        {
            Rules = rules,
            Story = LearningStory.Read(trace.StoryPath!),
            Text = await File.ReadAllTextAsync(trace.StoryPath!, cancellationToken),
            Run = RunFileReader.ReadStrict(trace.Run.Path!).Single(),
        };
    }

    public void Dispose() => _folder.Dispose();
}
