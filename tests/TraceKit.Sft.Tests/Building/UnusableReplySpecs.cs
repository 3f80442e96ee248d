using System.Text.Json;
using TraceKit.Agents;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Models;
using TraceKit.Sft.Building;
using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Building;

/// <summary>Only what a model wrote, and what could be used as it wrote it, is trained.</summary>
public sealed class UnusableReplySpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void V11_a_reply_that_parses_and_breaks_the_contract_gives_no_row()
    {
        Ask(planning => Assert.False(Reply(planning, """{"steps":[{"step_id":0,"intent":"Look"}]}""")));

        BuildResult result = Build();

        Assert.Equal(0, result.Report.Rows.Values.Sum());
        Assert.Equal(1, result.Stage("candidates").Dropped["unreadable_output"]);
    }

    [Fact]
    public void An_answer_that_code_mended_is_no_row()
    {
        Ask(planning =>
        {
            Assert.False(Reply(planning, Runs.Reply.Replace("}]}", "},]}", StringComparison.Ordinal)));
            Assert.True(planning.TryParseRepaired(Runs.Reply, out PlannerOutput? plan, out _));
            planning.Answer(plan);
        });

        BuildResult result = Build();

        Assert.Equal(0, result.Report.Rows.Values.Sum());
        Assert.Equal(1, result.Stage("candidates").Dropped["repaired_output"]);
    }

    [Fact]
    public void A_mended_text_that_is_passed_off_as_the_reply_is_no_row_either()
    {
        Ask(planning =>
        {
            Assert.False(Reply(planning, Runs.Reply[..^1]));
            Assert.True(planning.TryParse(Runs.Reply, out PlannerOutput? plan, out _));
            planning.Answer(plan);
        });

        BuildResult result = Build();

        Assert.Equal(0, result.Report.Rows.Values.Sum());
        Assert.Equal(1, result.Stage("candidates").Dropped["answer_not_in_reply"]);
    }

    [Fact]
    public void A_reply_of_a_conversation_that_could_not_be_read_is_not_trained_though_its_call_went_well()
    {
        Ask(planning =>
        {
            Assert.False(Reply(planning, "{oops", conversation: "main"));
            Assert.True(Reply(planning, Runs.Reply, conversation: "main"));
        });

        BuildResult result = Build();

        JsonElement row = Assert.Single(Stored.Rows(_folder["ds"]));
        Assert.Equal([Runs.Reply], row.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() == "assistant").Select(message => message.GetProperty("content").GetString()));
        Assert.Equal(1, result.Stage("turns").Dropped["failed_attempt"]);
    }

    public void Dispose() => _folder.Dispose();

    private BuildResult Build() => DatasetBuilder.Build(_folder["runs"], _folder["ds"], new SftRecipe());

    private void Ask(Action<Decision<PlannerInput, PlannerOutput>> answer)
    {
        using TraceRun run = Runs.Start(_folder["runs"], "a", "task-a");
        run.Emit(new Message { Conversation = "main", Role = "user", Content = "Plan!" });
        using (Decision<PlannerInput, PlannerOutput> planning = run.Decide(new PlannerInput { Goal = run.Goal, Observation = "a" }))
        {
            answer(planning);
        }

        run.Complete(success: true, SuccessSource.Tests);
    }

    /// <summary>Records a reply as a client does that knows nothing of what is expected, and takes it when it is an answer.</summary>
    private static bool Reply(Decision<PlannerInput, PlannerOutput> planning, string reply, string? conversation = null)
    {
        planning.Emit(new LlmCall
        {
            Component = "planner",
            Status = LlmCallStatus.Ok,
            Conversation = conversation,
            Request = conversation is null ? new LlmRequest { Messages = [new ChatTurn { Role = "user", Content = planning.Prompt }] } : null,
            Reply = new ChatTurn { Role = "assistant", Content = reply },
        });
        if (!planning.TryParse(reply, out PlannerOutput? plan, out _))
        {
            return false;
        }

        planning.Answer(plan);
        return true;
    }
}
