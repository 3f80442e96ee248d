using System.Text.Json;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Cli.Tests;

public sealed class StatsSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Runs_tools_models_and_loss_are_counted()
    {
        Some.Run(_folder.Path);
        Some.Run(_folder.Path, "run-2");

        JsonElement stats = Cli.Run("stats", _folder.Path, "--json").Json;

        Assert.Equal(2, stats.GetProperty("runs").GetProperty("by_status").GetProperty("completed").GetInt32());
        JsonElement outcome = Assert.Single(stats.GetProperty("runs").GetProperty("success").EnumerateArray());
        Assert.Equal(("environment", 2), (outcome.GetProperty("source").GetString(), outcome.GetProperty("runs").GetInt32()));
        Assert.Equal(4, stats.GetProperty("events").GetProperty("by_type").GetProperty("llm_call").GetInt32());
        JsonElement tool = Assert.Single(stats.GetProperty("tools").EnumerateArray());
        Assert.Equal((4, 2, 2, 0), (Int(tool, "calls"), Int(tool, "ok"), Int(tool, "failed"), Int(tool, "unanswered")));
        Assert.Equal(0.5, tool.GetProperty("error_rate").GetDouble());
        JsonElement model = Assert.Single(stats.GetProperty("models").EnumerateArray());
        Assert.Equal(("planner", "gpt-4o"), (model.GetProperty("role").GetString(), model.GetProperty("model").GetString()));
        Assert.Equal((4, 2, 2), (Int(model, "attempts"), Int(model, "retries"), Int(model, "parse_failures")));
        Assert.Equal(0.5, model.GetProperty("parse_failure_rate").GetDouble());
        Assert.Equal(2 * (801 + 802), model.GetProperty("tokens").GetProperty("input").GetInt64());
        Assert.Equal((241.0, 242.0), (Percentile(model, "p50"), Percentile(model, "p95")));
        Assert.Equal(26, stats.GetProperty("loss").GetProperty("emitted").GetInt64());
    }

    [Fact]
    public void V10_three_unreadable_replies_and_a_good_one_are_four_attempts_and_a_rate_of_three_quarters()
    {
        using (var collector = new Collection.TraceCollector(new Collection.TraceKitOptions { Root = _folder.Path }))
        using (Collection.TraceRun run = collector.StartRun(new Collection.RunDescriptor { Goal = "g" }))
        {
            using Collection.Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(new Agents.PlannerInput { Goal = "g", Observation = "o" });
            foreach (string reply in new[] { "no", "{", "{}", """{"steps":[]}""" })
            {
                planning.Emit(new LlmCall { Component = "planner", Model = "m", Status = LlmCallStatus.Ok, Reply = new ChatTurn { Role = "assistant", Content = reply } });
                if (planning.TryParse(reply, out Agents.PlannerOutput? plan, out _))
                {
                    planning.Answer(plan);
                }
            }

            run.Complete();
        }

        JsonElement model = Assert.Single(Cli.Run("stats", _folder.Path, "--json").Json.GetProperty("models").EnumerateArray());

        Assert.Equal((4, 3, 3), (Int(model, "attempts"), Int(model, "retries"), Int(model, "parse_failures")));
        Assert.Equal(0.75, model.GetProperty("parse_failure_rate").GetDouble());
    }

    [Fact]
    public void What_no_run_states_stays_unknown()
    {
        Some.OpenRun(_folder.Path);

        CliResult text = Cli.Run("stats", _folder.Path);
        JsonElement stats = Cli.Run("stats", _folder.Path, "--json").Json;

        Assert.Contains("duration unknown", text.Output, StringComparison.Ordinal);
        Assert.Contains("loss unknown", text.Output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, stats.GetProperty("runs").GetProperty("duration_ms").GetProperty("p50").ValueKind);
        Assert.Equal(JsonValueKind.Null, stats.GetProperty("runs").GetProperty("success")[0].GetProperty("success").ValueKind);
    }

    [Fact]
    public void A_parse_failure_without_a_call_is_of_no_model_and_a_call_without_usage_has_no_tokens()
    {
        Some.Run(_folder.Path, more: run =>
        {
            run.Emit(new ParseFailure { Kind = ParseFailureKind.NoJson, Expected = "critic_output", Message = "no JSON" }, new() { Role = "critic" });
            run.Emit(new LlmCall { Component = "judge", Status = LlmCallStatus.ApiError });
            run.Emit(new ToolCall { CallId = "c9", Name = "search", Arguments = "{}" });
        });

        JsonElement stats = Cli.Run("stats", _folder.Path, "--json").Json;

        JsonElement critic = stats.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("role").GetString() == "critic");
        Assert.Equal((0, 1), (Int(critic, "attempts"), Int(critic, "parse_failures")));
        Assert.Equal(JsonValueKind.Null, critic.GetProperty("model").ValueKind);
        Assert.Equal(JsonValueKind.Null, critic.GetProperty("parse_failure_rate").ValueKind);
        JsonElement judge = stats.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("role").GetString() == "judge");
        Assert.Equal(JsonValueKind.Null, judge.GetProperty("tokens").GetProperty("input").ValueKind);
        Assert.Equal(JsonValueKind.Null, judge.GetProperty("parse_failure_rate").ValueKind);
        Assert.Equal(1, Int(stats.GetProperty("tools")[0], "unanswered"));
    }

    [Fact]
    public void A_run_that_recovery_sealed_has_no_duration()
    {
        Some.OpenRun(_folder.Path);
        Cli.Run("recover", _folder.Path);

        JsonElement stats = Cli.Run("stats", _folder.Path, "--json").Json;

        Assert.Equal(1, stats.GetProperty("runs").GetProperty("by_status").GetProperty("aborted").GetInt32());
        Assert.Equal(0, stats.GetProperty("runs").GetProperty("duration_ms").GetProperty("count").GetInt32());
    }

    public void Dispose() => _folder.Dispose();

    private static int Int(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();

    private static double Percentile(JsonElement model, string name) => model.GetProperty("latency_ms").GetProperty(name).GetDouble();
}
