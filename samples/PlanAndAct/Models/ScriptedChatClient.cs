using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAIChat;

namespace PlanAndAct.Models;

/// <summary>
/// A stand-in for a model that needs no network: rules that read the prompt and write a reply. Like a model it has off moments
/// (fences, broken JSON, tools that do not exist); unlike one it gives the same reply to the same prompt and seed for ever.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    /// <summary>The name that it gives itself.</summary>
    public const string Model = "scripted-1";

    private static readonly ChatClientMetadata Metadata = new("scripted", providerUri: null, Model);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prompt = new ReadPrompt([.. messages]);
        var dice = new Dice(string.Create(CultureInfo.InvariantCulture, $"{options?.Seed}\n{prompt.Length}\n{prompt.LastText}"));
        ChatMessage reply = Reply(prompt, dice);
        bool callsTools = reply.Contents.OfType<FunctionCallContent>().Any();
        return Task.FromResult(new ChatResponse(reply)
        {
            ModelId = Model,
            FinishReason = callsTools ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            Usage = Count(prompt, reply),
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse whole = await GetResponseAsync(messages, options, cancellationToken);
        foreach (ChatResponseUpdate update in whole.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? Metadata : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ChatMessage Reply(ReadPrompt prompt, Dice dice) => prompt.Role switch
    {
        "planner" => Text(ScriptedPlanner.Reply(prompt, dice)),
        "executor" => ScriptedExecutor.Reply(prompt, dice),
        "replanner" => Text(ScriptedReplanner.Reply(prompt, dice)),
        "critic" => Text(ScriptedCritic.Reply(prompt, dice)),
        _ => Text("I am a stand-in and know four roles: planner, executor, replanner and critic."),
    };

    private static ChatMessage Text(string text) => new(ChatRole.Assistant, text);

    /// <summary>This model's tokens are four characters long.</summary>
    private static UsageDetails Count(ReadPrompt prompt, ChatMessage reply)
    {
        int sent = prompt.Characters / 4;
        int received = (reply.Text.Length + reply.Contents.OfType<FunctionCallContent>().Sum(call => ToolCallText.ArgumentsOf(call).Length)) / 4;
        return new UsageDetails { InputTokenCount = sent, OutputTokenCount = received, TotalTokenCount = sent + received };
    }
}
