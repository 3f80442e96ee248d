using System.Text;
using Microsoft.Extensions.Logging;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Faults.Intrusions;
using TraceKit.Faults.Plugins;
using TraceKit.Faults.Support;
using TraceKit.Learning;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.Rendering;
using TraceKit.RunFiles;
using TraceKit.TestKit;
using TraceKit.Testing;
using TraceKit.Tools;

namespace TraceKit.Faults.Redaction;

/// <summary>Runs that have a secret of each kind wherever text can be, with all that is made of them; then every byte is searched.</summary>
internal static class PlantedSecrets
{
    private const int LeastInline = 1024;

    /// <returns>Where a planted secret is found; nothing, when all is well. What does not come about at all is said too.</returns>
    public static IEnumerable<string> Found(RedactionPolicy policy)
    {
        using var folder = new MemoryFolder();
        List<(string Rule, string Secret)> planted = Record(folder, policy);
        return [.. Derive(folder), .. Search(folder, planted)];
    }

    private static List<(string Rule, string Secret)> Record(MemoryFolder folder, RedactionPolicy policy)
    {
        List<(string Rule, string Secret)> planted = [];
        var log = new StringBuilder();
        using (var collector = new TraceCollector(
            new TraceKitOptions { Root = folder["runs"], Redaction = policy, RecoverAtStart = false, MaxInlineTextBytes = LeastInline }, new TextLogger(log)))
        {
            foreach (SecretMaker maker in SecretMaker.All)
            {
                (string before, string secret, string after) = maker.Make(new Dice(planted.Count + 1_000_000));
                planted.Add((maker.Rule, secret.Split('\n')[0]));
                Put(collector, before + secret + after, folder["learned"]);
            }
        }

        File.WriteAllText(folder["log.txt"], log.ToString());
        return planted;
    }

    private static void Put(TraceCollector collector, string text, string learned)
    {
        using (TraceRun run = collector.StartRun(new RunDescriptor { Goal = text, TaskId = text, Tags = new Dictionary<string, string> { ["tag"] = text } }))
        {
            run.Emit(new Plain { Text = text });
            run.Emit(new Plain { Text = new string('.', LeastInline) + text });
            run.Emit(new EvilGetter { OnRead = () => throw new InvalidOperationException(text) });
            run.Emit(new Message { Conversation = "c", Role = "user", Content = text });
            run.Emit(Some.LlmCall() with { Model = text });
            using (Decision<PlannerInput, PlannerOutput> planning = run.Decide(Some.PlannerInput(text, text)))
            {
                planning.Answer(Some.PlannerOutput(text));
            }

            using (Decision<ToolCall, ToolResult> use = run.Decide(new ToolCall { CallId = "c", Name = "tool", Arguments = text }))
            {
                use.Answer(new ToolResult { CallId = "c", Name = "tool", Ok = false, Content = text, ErrorKind = text });
            }

            run.Complete(success: true, SuccessSource.Tests, text);
        }

        using (TraceRun broken = collector.StartRun(new RunDescriptor { Goal = text }))
        {
            broken.Fail(new InvalidOperationException(text), text);
        }

        using LearningTrace trace = LearningTrace.Begin(collector, Some.LearningStart() with { Dataset = "secret", TaskName = text }, new LearningTraceOptions { Storage = learned });
        trace.Add(Some.Synthesis() with { Rules = [Some.RuleRef(text)] });
        trace.Complete();
    }

    /// <summary>Makes what is made of run files: stories, OTLP, datasets, files set aside by recovery.</summary>
    private static IEnumerable<string> Derive(MemoryFolder folder)
    {
        string[] files = Directory.GetFiles(folder["runs"], "*.jsonl", SearchOption.AllDirectories);
        File.WriteAllLines(folder["stories.txt"], files.SelectMany(file => RunFileReader.Read(file).Runs).Select(run => TraceStory.Render(run, new TraceStoryOptions { Full = true })));
        Directory.CreateDirectory(folder["cut"]);
        foreach ((int index, string file) in files.Index())
        {
            byte[] bytes = File.ReadAllBytes(file);
            string cut = folder[$"cut/{index}.trace.jsonl"];
            File.WriteAllBytes(cut, bytes[..(bytes.Length * 2 / 3)]);
            RunRecovery.Recover(cut, new ManualTime());
        }

        (int exit, string output) = Intrusion.Command("export", "otlp", folder["runs"], "--out", folder["spans.jsonl"], "--content");
        if (exit != 0)
        {
            yield return $"no OTLP file: {output}";
        }

        (exit, output) = Intrusion.Command("sft", "build", folder["runs"], "--out", folder["dataset"], "--format", "trl");
        if (!Directory.Exists(folder["dataset"]))
        {
            yield return $"no dataset: {exit} {output}";
        }

        File.WriteAllText(folder["build.txt"], output);
        if (Directory.GetFiles(folder["cut"], "*.torn-*").Length == 0)
        {
            yield return "no torn file";
        }
    }

    private static IEnumerable<string> Search(MemoryFolder folder, List<(string Rule, string Secret)> planted)
    {
        foreach (string file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            string content = Encoding.UTF8.GetString(File.ReadAllBytes(file));
            foreach ((string rule, string secret) in planted.Where(plant => content.Contains(plant.Secret, StringComparison.Ordinal)))
            {
                string around = content[Math.Max(0, content.IndexOf(secret, StringComparison.Ordinal) - 40)..];
                yield return $"a planted secret of rule {rule} is in {Path.GetRelativePath(folder.Path, file)}: …{around[..Math.Min(40, around.Length)]}";
            }
        }
    }

    private sealed class TextLogger(StringBuilder text) : ILogger<TraceCollector>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
            {
                text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
            }
        }
    }
}
