using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.Redaction;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.Core.Tests.Redaction;

/// <summary>Secrets in every place that a run has: none of them reaches the file.</summary>
public sealed class WholeRunSpecs
{
    private static readonly (string Rule, string Secret)[] Planted =
    [
        ("goal", "AK" + "IA" + "IOSFODNN7QRSTUVW"),
        ("tag", "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a"),
        ("prompt", "sk-" + "ant-api03-" + "Zk3qP9xW2vLr8TnB5mYc7HdF4sJ6gQ1aUe0oRiVtXyKpMbNwCzAhDjElSf2u3G4"),
        ("reply", "hf" + "_" + "AbCdEfGhIjKlMnOpQrStUvWxYz012345"),
        ("arguments", "gh" + "p_" + "99C7e42F292c6912E7710c838347Ae178B4b"),
        ("result", "ey" + "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"),
        ("definition", "gh" + "p_" + "55C7e42F292c6912E7710c838347Ae178B4c"),
        ("exception", "xox" + "b-" + "123456789012-123456789012-AbCdEfGhIjKlMnOpQrStUvWx"),
    ];

    [Fact]
    public void A_rule_that_hits_hashes_and_ids_leaves_a_file_that_reads()
    {
        using var folder = new TempFolder();
        SecretRule hex = new("hex", [.. "0123456789abcdef".Select(digit => digit.ToString())], "[0-9a-f]{16,64}");
        using TraceCollector collector = Some.Collector(folder, options => options.Redaction = Secrets.Default.With(hex));
        using TraceRun run = Some.Run(collector);

        run.Emit(Some.Message(new string('a', 32)));
        run.Complete();

        RecordedRun recorded = Some.TheRunOf(run);
        Assert.True(recorded.IsSound);
        Assert.Contains("[REDACTED:hex:", recorded.Events[0].Read<Message>().Content, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_reaches_the_file_from_any_place_of_a_run()
    {
        using var folder = new TempFolder();

        string path = Record(folder, Secrets.Default);

        string text = File.ReadAllText(path);
        Assert.All(Planted, planted => Assert.DoesNotContain(planted.Secret, text, StringComparison.Ordinal));
        Assert.True(RunsOf(path).End!.Loss.Redacted!.Values.Sum() >= Planted.Length);
        Assert.Equal(Secrets.Default.Hash, RunsOf(path).Header.Redaction!.Rules);
    }

    [Fact]
    public void Without_a_policy_everything_is_written_as_it_is_and_no_rules_are_named()
    {
        using var folder = new TempFolder();

        string path = Record(folder, RedactionPolicy.None);

        string text = File.ReadAllText(path);
        Assert.All(Planted, planted => Assert.Contains(planted.Secret, text, StringComparison.Ordinal));
        Assert.Null(RunsOf(path).Header.Redaction);
    }

    [Fact]
    public void A_text_that_only_looks_like_it_is_written_as_it_is()
    {
        using var folder = new TempFolder();
        const string Text = "task-001 is low risk-free, check disk-usage";
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector);

        run.Emit(new EnvironmentStep { Observation = Text });

        run.Complete();
        Assert.Equal(Text, Some.TheRunOf(run).Events[0].Read<EnvironmentStep>().Observation);
        Assert.Null(Some.TheRunOf(run).End!.Loss.Redacted);
    }

    private static RecordedRun RunsOf(string path) => RunFileReader.ReadStrict(path).Single();

    private static string Record(TempFolder folder, RedactionPolicy policy)
    {
        string Of(string place) => $"before {Planted.Single(planted => planted.Rule == place).Secret} after";
        using TraceCollector collector = Some.Collector(folder, options => options.Redaction = policy);
        using TraceRun run = collector.StartRun(new RunDescriptor
        {
            Goal = Of("goal"),
            Tags = new Dictionary<string, string> { ["note"] = Of("tag") },
            Tools = [new ToolDefinition { Name = "find", Description = Of("definition") }],
        });
        using (Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "o" }))
        {
            planning.Emit(new LlmCall
            {
                Component = "planner",
                Status = LlmCallStatus.Ok,
                Request = new LlmRequest { Messages = [new ChatTurn { Role = "user", Content = Of("prompt") }] },
                Reply = new ChatTurn { Role = "assistant", Content = Of("reply") },
            });
        }

        using (Decision<ToolCall, ToolResult> calling = run.Decide(new ToolCall { CallId = "c", Name = "find", Arguments = $$"""{"token":"{{Of("arguments")}}"}""" }))
        {
            calling.Answer(new ToolResult { CallId = "c", Name = "find", Ok = true, Content = Of("result") });
        }

        run.Fail(new InvalidOperationException(Of("exception")));
        return run.Path!;
    }
}
