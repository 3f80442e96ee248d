using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using RuleLearner.Rules;

namespace RuleLearner.Models;

/// <summary>A stand-in for a model that needs no network: it reads the question and mines words for rules. The same question gives the same reply for ever.</summary>
public sealed class MiningChatClient : IChatClient
{
    /// <summary>The name that it gives itself.</summary>
    public const string Model = "mining-1";

    private static readonly ChatClientMetadata Metadata = new("scripted", providerUri: null, Model);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Question question = JsonSerializer.Deserialize(messages.Last().Text, DraftJson.Default.Question)!;
        string reply = question.Task switch
        {
            "synthesis" => Text(RuleMiner.Synthesise(question), DraftJson.Readable.RuleReply),
            "patch" => Text(RuleMiner.Patch(question), DraftJson.Readable.RuleReply),
            "audit" => Text(RuleReviewer.Audit(question), DraftJson.Readable.AuditReply),
            "critique" => Text(RuleReviewer.Criticise(question), DraftJson.Readable.CritiqueReply),
            _ => Text(RuleReviewer.Guide(question), DraftJson.Readable.GuideReply),
        };
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)) { ModelId = Model, FinishReason = ChatFinishReason.Stop });
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
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? Metadata : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Text<TReply>(TReply reply, JsonTypeInfo<TReply> contract) => JsonSerializer.Serialize(reply, contract);
}
