using TraceKit.Agents;
using TraceKit.Contract;
using TraceKit.RunFiles;
using TraceKit.Tools;

namespace PlanAndAct.Tests;

public sealed class OutcomeSpecs
{
    [Fact]
    public async Task A_case_that_can_be_solved_is_solved_and_the_environment_says_so()
    {
        using Played played = await Played.TaskAsync("refund-damaged");

        RunEnd end = played.Only.End!;
        Assert.Equal((RunStatus.Completed, "goal_reached", true, SuccessSource.Environment), (end.Status, end.StopReason, end.Success, end.SuccessSource));
        Assert.True(Assert.Single(played.Runs).Success);
    }

    [Theory]
    [InlineData("refund-denied")]
    [InlineData("refund-unknown-order")]
    public async Task A_case_that_cannot_be_solved_is_a_completed_run_without_success(string kind)
    {
        using Played played = await Played.TaskAsync(kind);

        RunEnd end = played.Only.End!;
        Assert.Equal((RunStatus.Completed, "case_closed", false, SuccessSource.Environment), (end.Status, end.StopReason, end.Success, end.SuccessSource));
    }

    [Fact]
    public async Task An_agent_that_says_it_is_done_is_not_believed()
    {
        using Played played = await Played.TaskAsync("refund-without-shipping");

        EpisodeEnd end = Read<EpisodeEnd>(played);
        Assert.StartsWith("Done", end.FinalAnswer, StringComparison.Ordinal);
        Assert.False(end.Success);
        Assert.Equal("end", Read<CriticOutput>(played).Decision);
    }

    [Fact]
    public async Task A_refused_refund_leads_to_a_new_plan_that_works()
    {
        using Played played = await Played.TaskAsync("refund-over-limit");

        Assert.Equal("tool_failed", Read<ExecutorNeedsReplan>(played).Reason);
        Assert.Contains(Read<ReplannerOutput>(played).Steps, step => step.Intent.StartsWith("Request approval", StringComparison.Ordinal));
        Assert.Equal((true, 1), (played.Runs[0].Success, played.Runs[0].Replans));
    }

    [Fact]
    public async Task A_service_that_times_out_once_is_called_again()
    {
        using Played played = await Played.TaskAsync("replace-damaged");

        ToolResult[] checks = [.. played.Events
            .Select(recorded => recorded.TryRead<ToolResult>())
            .OfType<ToolResult>()
            .Where(result => result.Name == "check_stock")];
        Assert.Equal(["timeout", null], checks.Select(check => check.ErrorKind));
        Assert.True(played.Runs[0].Success);
    }

    [Fact]
    public async Task A_case_that_is_too_long_is_stopped()
    {
        using Played played = await Played.TaskAsync("recall");

        EpisodeStop stop = Read<EpisodeStop>(played);
        Assert.Equal(("max_steps_reached", 12), (stop.Reason, stop.MaxSteps));
        Assert.Equal("max_steps_reached", played.Only.End!.StopReason);
    }

    [Fact]
    public async Task A_planner_that_finds_no_plan_gives_up_after_three_attempts()
    {
        using Played played = await Played.TaskAsync("unclear-request");

        Assert.Equal(3, played.Only.End!.Counts["llm_call"]);
        Assert.Equal(3, played.Only.End!.Counts["parse_failure"]);
        Assert.Equal("planner_input", Read<DecisionAbandoned>(played).InputType);
        Assert.Equal("no_plan", played.Only.End!.StopReason);
    }

    [Fact]
    public async Task An_environment_that_breaks_in_its_reset_leaves_a_failed_run_with_its_error()
    {
        using Played played = await Played.TaskAsync("broken-snapshot");

        Assert.Equal(RunStatus.Failed, played.Only.Status);
        Assert.Equal("System.IO.InvalidDataException", played.Only.End!.Error!.Type);
        Assert.Equal("resetting", Read<EpisodeError>(played).Stage);
        Assert.Equal((RunStatus.Failed, null), (played.Runs[0].Status, played.Runs[0].Success));
        Assert.Contains("InvalidDataException while resetting", played.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_breaks_fails_the_run_and_leaves_the_calls_after_it_unresolved()
    {
        using Played played = await Played.TaskAsync("mail-gateway-down");

        Assert.Equal("tool_call", Read<DecisionAbandoned>(played).InputType);
        Assert.Equal("send_email", Read<ToolCallUnresolved>(played).Name);
        Assert.Equal(RunStatus.Failed, played.Only.Status);
        Assert.Equal("executor_output", played.Only.Events[^2].Type);
    }

    [Fact]
    public async Task A_cancelled_run_is_sealed_as_aborted()
    {
        using var stop = new CancellationTokenSource();
        using var model = new StoppingChatClient(calls: 3, stop);
        using var played = new Played();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            played.PlayAsync(new ProgramSettings { TaskId = "refund-damaged-s1", Model = model }, stop.Token));

        Assert.Equal((RunStatus.Aborted, "cancelled"), (played.Only.Status, played.Only.End!.StopReason));
        Assert.Equal("executor_input", Read<DecisionAbandoned>(played).InputType);
    }

    private static TEvent Read<TEvent>(Played played)
        where TEvent : ITraceEvent<TEvent> =>
        Assert.Single(played.Events, recorded => recorded.Is<TEvent>()).Read<TEvent>();
}
