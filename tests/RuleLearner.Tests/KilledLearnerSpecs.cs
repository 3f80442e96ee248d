using System.Diagnostics;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;

namespace RuleLearner.Tests;

/// <summary>The sample as a process of its own, killed in the middle of learning.</summary>
public sealed class KilledLearnerSpecs
{
    private const int Tries = 10;

    [Theory]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(30)]
    public void A_killed_learner_leaves_a_whole_story_of_what_it_had_done_and_the_next_one_keeps_it(int lines)
    {
        using var folder = new TempFolder();
        LearningStory told = Enumerable.Range(0, Tries).Select(_ => KilledAfter(lines, folder)).First(story => story is not null)!;
        string file = Directory.EnumerateFiles(folder["runs"], told.RunId + "*.jsonl", SearchOption.AllDirectories).Single();

        RunRecovery.Recover(file, new ManualTime());
        LearningStory retold = LearningStory.From(RunFileReader.ReadStrict(file).Single());
        using (Process next = Start(folder))
        {
            next.WaitForExit();
        }

        Assert.Equal((RunStatus.Running, RunStatus.Aborted), (told.Status, retold.Status));
        Assert.InRange(told.Entries.Count, 0, retold.Entries.Count);
        Assert.Equal(told.Entries.Select(entry => entry.Seq), retold.Entries.Take(told.Entries.Count).Select(entry => entry.Seq));
        Assert.Equal(told.ToJson(), LearningStory.Read(folder[$"learned/tickets.{told.RunId}.trace.json"]).ToJson());
        Assert.Equal(RunStatus.Completed, LearningStory.Read(folder["learned/tickets.trace.json"]).Status);
    }

    /// <returns>The story as the killed process left it, or null when it was done before.</returns>
    private static LearningStory? KilledAfter(int lines, TempFolder folder)
    {
        string[] before = RunFiles(folder);
        string told = folder["learned/tickets.trace.json"];
        using Process learner = Start(folder);
        while (!learner.WaitForExit(2))
        {
            if (File.Exists(told) && RunFiles(folder).Except(before).SingleOrDefault() is { } file && File.ReadAllBytes(file).Count(value => value == '\n') >= lines)
            {
                learner.Kill();
                learner.WaitForExit();
                return LearningStory.Read(told) is { Status: RunStatus.Running } story ? story : null;
            }
        }

        return null;
    }

    private static string[] RunFiles(TempFolder folder) =>
        Directory.Exists(folder["runs"]) ? Directory.GetFiles(folder["runs"], "*.jsonl", SearchOption.AllDirectories) : [];

    private static Process Start(TempFolder folder)
    {
        string program = Path.ChangeExtension(typeof(Learner).Assembly.Location, ".dll");
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [program, "--out", folder["runs"], "--storage", folder["learned"]]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Remove("OPENAI_BASE_URL");
        start.Environment.Remove("OPENAI_API_KEY");
        Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }
}
