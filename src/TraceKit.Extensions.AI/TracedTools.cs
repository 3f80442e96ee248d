using System.Text.Json;
using Microsoft.Extensions.AI;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Extensions.AI.Recording;
using TraceKit.Extensions.AI.Schemas;
using TraceKit.Models;
using TraceKit.Tools;

namespace TraceKit.Extensions.AI;

/// <summary>The tools of an agent: declared, called by name with the text that a model wrote, and recorded. Thread-safe.</summary>
/// <remarks>
/// A call is one <c>tool_call</c> and one <c>tool_result</c>. Arguments are checked against the tool's JSON Schema; a tool runs only
/// on arguments that do not violate it. A name that no tool has leaves <c>tool_not_found</c>.
/// </remarks>
public sealed class TracedTools
{
    private readonly Dictionary<string, AITool> _byName = new(StringComparer.Ordinal);

    /// <summary>Makes the set.</summary>
    /// <param name="tools">The tools, each with a name of its own.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public TracedTools(IEnumerable<AITool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        All = [.. tools];
        foreach (AITool tool in All)
        {
            if (!_byName.TryAdd(tool.Name, tool))
            {
                throw new ArgumentException($"Two tools have the name '{tool.Name}'.", nameof(tools));
            }
        }

        Definitions = [.. All.Select(ChatTurns.Define)];
    }

    /// <summary>The tools, for <see cref="ChatOptions.Tools"/>.</summary>
    public IList<AITool> All { get; }

    /// <summary>The tools as the run records them, for <see cref="RunDescriptor.Tools"/>.</summary>
    public IReadOnlyList<ToolDefinition> Definitions { get; }

    /// <summary>Whether the model reads the message of what a tool threw.</summary>
    /// <value>Default: false, and it reads that the tool failed; the run holds the message either way.</value>
    public bool IncludeDetailedErrors { get; init; }

    /// <summary>Calls a tool that a reply asks for.</summary>
    /// <param name="run">The run that the call belongs to.</param>
    /// <param name="call">The call as the reply holds it.</param>
    /// <param name="conversation">The conversation that it belongs to. Default: none.</param>
    /// <param name="cancellationToken">Cancels the tool.</param>
    /// <returns>What the model is to read: the tool's result as text, or a failure as JSON with <c>error</c> and <c>message</c>.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; the call is recorded as abandoned.</exception>
    public Task<FunctionResultContent> InvokeAsync(
        TraceRun run, FunctionCallContent call, TracedConversation? conversation = null, CancellationToken cancellationToken = default) =>
        AnswerAsync(run ?? throw new ArgumentNullException(nameof(run)), call, conversation, cancellationToken);

    /// <summary>Calls a tool that a reply asks for, within a decision.</summary>
    /// <typeparam name="TInput">The decision's input.</typeparam>
    /// <typeparam name="TOutput">The decision's output.</typeparam>
    /// <param name="decision">The decision that the call serves.</param>
    /// <param name="call">The call as the reply holds it.</param>
    /// <param name="conversation">The conversation that it belongs to. Default: none.</param>
    /// <param name="cancellationToken">Cancels the tool.</param>
    /// <returns>What the model is to read: the tool's result as text, or a failure as JSON with <c>error</c> and <c>message</c>.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; the call is recorded as abandoned.</exception>
    public Task<FunctionResultContent> InvokeAsync<TInput, TOutput>(
        Decision<TInput, TOutput> decision, FunctionCallContent call, TracedConversation? conversation = null, CancellationToken cancellationToken = default)
        where TInput : IDecisionInput<TInput, TOutput>
        where TOutput : ITraceEvent<TOutput> =>
        AnswerAsync(decision ?? throw new ArgumentNullException(nameof(decision)), call, conversation, cancellationToken);

    /// <summary>Calls a tool by name with the text that a model wrote.</summary>
    /// <param name="run">The run that the call belongs to.</param>
    /// <param name="call">The call: id, name, and text that should be a JSON object.</param>
    /// <param name="conversation">The conversation that it belongs to. Default: none.</param>
    /// <param name="cancellationToken">Cancels the tool.</param>
    /// <returns>The result as it is recorded.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; the call is recorded as abandoned.</exception>
    public Task<ToolResult> InvokeAsync(
        TraceRun run, RequestedToolCall call, TracedConversation? conversation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return RunAsync(run ?? throw new ArgumentNullException(nameof(run)), call, conversation, cancellationToken);
    }

    private async Task<FunctionResultContent> AnswerAsync(
        ITraceScope scope, FunctionCallContent call, TracedConversation? conversation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        RequestedToolCall asked = RawArguments.ToCall(call);
        ToolResult result = await RunAsync(scope, conversation?.Recall(asked) ?? asked, conversation, cancellationToken).ConfigureAwait(false);
        return new FunctionResultContent(call.CallId, result.Content);
    }

    private async Task<ToolResult> RunAsync(ITraceScope scope, RequestedToolCall call, TracedConversation? conversation, CancellationToken cancellationToken)
    {
        var recording = ToolRecording.Start(scope, call, conversation);
        try
        {
            ToolResult result = await ResultAsync(recording, call, conversation, cancellationToken).ConfigureAwait(false);
            return recording.Answer(result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            recording.Abandon("cancelled");
            throw;
        }
    }

    private async Task<ToolResult> ResultAsync(
        ToolRecording recording, RequestedToolCall call, TracedConversation? conversation, CancellationToken cancellationToken)
    {
        if (!_byName.TryGetValue(call.Name, out AITool? tool))
        {
            recording.NotFound(ToolEvents.NotFound(call, conversation, _byName.Keys));
            return Failure(call, ToolEvents.UnknownTool, $"There is no tool {call.Name}. Tools: {string.Join(", ", _byName.Keys)}.");
        }

        if (tool is not AIFunction function)
        {
            return Failure(call, "not_runnable", $"The tool {call.Name} does not run here.");
        }

        string? verdict = new ToolSchema(function.JsonSchema).Verdict(call.Arguments, out JsonElement? arguments);
        ToolResult result = verdict is null or ToolSchema.Valid && arguments is { } given
            ? await CallAsync(function, call, given, cancellationToken).ConfigureAwait(false)
            : Failure(call, "invalid_arguments", verdict == ToolSchema.NotJson ? "The arguments are not a JSON object." : $"The arguments do not meet the schema: {verdict}.");
        return result with { SchemaVerdict = verdict };
    }

    private async Task<ToolResult> CallAsync(AIFunction function, RequestedToolCall call, JsonElement given, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = new AIFunctionArguments(given.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal));
            object? result = await function.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false);
            return new ToolResult { CallId = call.Id, Name = call.Name, Ok = true, Content = ToolText.Of(result) };
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            string kind = ToolRecording.KindOf(failure);
            var error = ErrorDetail.From(failure);
            return Failure(call, kind, IncludeDetailedErrors ? error.Message ?? error.Type : $"The tool {call.Name} failed.") with { Error = error };
        }
    }

    private static ToolResult Failure(RequestedToolCall call, string kind, string message) =>
        new() { CallId = call.Id, Name = call.Name, Ok = false, Content = ToolText.Failure(kind, message), ErrorKind = kind };
}
