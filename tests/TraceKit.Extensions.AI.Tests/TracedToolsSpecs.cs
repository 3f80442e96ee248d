using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Agents;
using TraceKit.Models;
using TraceKit.Reading;
using TraceKit.TestKit;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI.Tests;

public sealed class TracedToolsSpecs
{
    private int _ran;

    [Fact]
    public async Task A_call_that_is_in_order_runs_and_leaves_a_call_and_a_result()
    {
        using var bench = new Bench();
        TracedTools tools = Tools(bench);

        ToolResult result = await tools.InvokeAsync(bench.Run, Call("pay", """{ "amount": 5, "to": "ann" }"""), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((true, """{"paid":5}""", "valid", null), (result.Ok, result.Content, result.SchemaVerdict, result.ErrorKind));
        Assert.Equal(["tool_call", "tool_result"], bench.Events.Select(recorded => recorded.Type));
        Assert.Equal(("c-1", "pay", """{ "amount": 5, "to": "ann" }"""), (bench.Events[0].Read<ToolCall>().CallId, bench.Events[0].Read<ToolCall>().Name, bench.Events[0].Read<ToolCall>().Arguments));
        Assert.Equal(0L, bench.Events[1].Answers);
        Assert.Equal(20.0, bench.Events[1].Read<ToolResult>().LatencyMs);
    }

    [Theory]
    [InlineData("""{"amount":"5","to":"ann"}""", "/amount type")]
    [InlineData("""{"amount":5}""", "/to required")]
    [InlineData("""[5]""", "/ type")]
    [InlineData("""{"amount":5,""", "/ json")]
    [InlineData("", "/ json")]
    [InlineData("""{"amount":5,"amount":6,"to":"ann"}""", "/ json")]
    public async Task Arguments_that_violate_the_schema_are_recorded_and_the_tool_does_not_run(string arguments, string verdict)
    {
        using var bench = new Bench();

        ToolResult result = await Tools(bench).InvokeAsync(bench.Run, Call("pay", arguments), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, _ran);
        Assert.Equal((false, "invalid_arguments", verdict), (result.Ok, result.ErrorKind, result.SchemaVerdict));
        Assert.Equal("invalid_arguments", JsonElement.Parse(result.Content).GetProperty("error").GetString());
        Assert.Equal(arguments, bench.Events[0].Read<ToolCall>().Arguments);
    }

    [Fact]
    public async Task A_name_that_no_tool_has_is_an_event_with_the_names_that_there_are()
    {
        using var bench = new Bench();

        FunctionResultContent result = await Tools(bench).InvokeAsync(bench.Run, new FunctionCallContent("c-1", "Pay", new Dictionary<string, object?>()), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["tool_call", "tool_not_found", "tool_result"], bench.Events.Select(recorded => recorded.Type));
        ToolNotFound missing = bench.Events[1].Read<ToolNotFound>();
        Assert.Equal(("Pay", "{}"), (missing.Name, missing.Arguments));
        Assert.Equal(["pay", "fail", "hosted"], missing.Available);
        Assert.Equal(result.Result, bench.Events[2].Read<ToolResult>().Content);
        Assert.Equal("tool_not_found", bench.Events[2].Read<ToolResult>().ErrorKind);
    }

    [Theory]
    [InlineData(false, "The tool fail failed.")]
    [InlineData(true, "No money.")]
    public async Task What_a_tool_throws_is_recorded_and_the_model_reads_it_only_when_that_is_wanted(bool detailed, string message)
    {
        using var bench = new Bench();

        ToolResult result = await Tools(bench, detailed).InvokeAsync(bench.Run, Call("fail", "{}"), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((false, "tool_failed"), (result.Ok, result.ErrorKind));
        Assert.Equal(message, JsonElement.Parse(result.Content).GetProperty("message").GetString());
        Assert.Equal(("System.IO.InvalidDataException", "No money."), (bench.Events[1].Read<ToolResult>().Error!.Type, bench.Events[1].Read<ToolResult>().Error!.Message));
    }

    [Fact]
    public async Task A_tool_that_runs_elsewhere_is_not_run_here()
    {
        using var bench = new Bench();

        Assert.Equal("not_runnable", (await Tools(bench).InvokeAsync(bench.Run, Call("hosted", "{}"), cancellationToken: TestContext.Current.CancellationToken)).ErrorKind);
    }

    [Fact]
    public async Task A_cancelled_call_is_abandoned()
    {
        using var bench = new Bench();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tools(bench).InvokeAsync(bench.Run, Call("pay", """{"amount":1,"to":"ann"}"""), cancellationToken: stop.Token));

        Assert.Equal("cancelled", bench.Events[1].Read<DecisionAbandoned>().Reason);
    }

    [Fact]
    public async Task A_call_within_a_decision_belongs_to_it()
    {
        using var bench = new Bench();
        using (var turn = bench.Run.Decide(Some.PlannerInput()))
        {
            await Tools(bench).InvokeAsync(turn, new FunctionCallContent("c-1", "fail", new Dictionary<string, object?>()), cancellationToken: TestContext.Current.CancellationToken);
            await new FakeClient().WithTracing(turn).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal([0L, 0L, 0L], bench.Events.Where(recorded => recorded.Is<ToolCall>() || recorded.Is<ToolResult>() || recorded.Is<LlmCall>()).Select(recorded => recorded.Decision));
    }

    [Fact]
    public void Two_tools_of_one_name_are_refused()
    {
        AIFunction pay = AIFunctionFactory.Create(() => 1, "pay");

        Assert.Throws<ArgumentException>(() => new TracedTools([pay, pay]));
    }

    [Fact]
    public async Task A_traced_function_records_and_changes_nothing_and_finds_the_id_of_its_call()
    {
        using var bench = new Bench();
        using var conversation = new TracedConversation(bench.Run, "main");
        var arguments = new Dictionary<string, object?> { ["city"] = "Bern" };
        var client = new FakeClient { Answer = _ => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c-7", "weather", arguments) { RawRepresentation = """{"city": "Bern"}""" }])) };
        await client.WithTracing(bench.Run, new ChatTracing { Conversation = conversation }).GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken);
        AIFunction traced = AIFunctionFactory.Create((string city) => $"sunny in {city}", "weather").WithTracing(bench.Run, conversation);

        object? result = await traced.InvokeAsync(new AIFunctionArguments(arguments), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(() => traced.InvokeAsync([], TestContext.Current.CancellationToken).AsTask());

        Assert.Equal("sunny in Bern", Assert.IsType<JsonElement>(result).GetString());
        RecordedEvent[] calls = [.. bench.Events.Where(recorded => recorded.Is<ToolCall>())];
        Assert.Equal([("c-7", """{"city": "Bern"}""", null), ("weather-1", "{}", "serialized")], calls.Select(recorded => recorded.Read<ToolCall>()).Select(call => (call.CallId, call.Arguments, call.ArgumentsForm)));
        Assert.Equal([(true, "\"sunny in Bern\"", "valid"), (false, "", "/city required")], bench.Events.Select(recorded => recorded.TryRead<ToolResult>()).OfType<ToolResult>().Select(answer => (answer.Ok, answer.Content, answer.SchemaVerdict)));
    }

    private static RequestedToolCall Call(string name, string arguments) => new() { Id = "c-1", Name = name, Arguments = arguments };

    private TracedTools Tools(Bench bench, bool detailed = false) => new(
    [
        AIFunctionFactory.Create(
            (int amount, string to, CancellationToken cancellationToken) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                _ran++;
                bench.Time.Advance(TimeSpan.FromMilliseconds(20));
                return new Dictionary<string, int> { ["paid"] = amount };
            },
            "pay"),
        AIFunctionFactory.Create((Func<int>)(() => throw new InvalidDataException("No money.")), "fail"),
        AIFunctionFactory.CreateDeclaration("hosted", "Runs elsewhere.", JsonElement.Parse("{}")),
    ])
    {
        IncludeDetailedErrors = detailed,
    };
}
