using Microsoft.Extensions.AI;

namespace TraceKit.Testing.Replay;

/// <summary>One recorded request and what came of it.</summary>
/// <param name="Name">Where it was recorded, to find it again.</param>
/// <param name="Request">The request as text. Default: not recorded.</param>
/// <param name="Updates">The reply in pieces; each reading gives new ones, so that nobody shares them.</param>
internal sealed record ReplayExchange(string Name, string? Request, IEnumerable<ChatResponseUpdate> Updates)
{
    /// <summary>How it failed after the pieces. Default: it did not.</summary>
    public Func<Exception>? Failure { get; init; }

    /// <summary>The model that was asked. Default: not recorded.</summary>
    public string? Model { get; init; }

    public static ReplayExchange OfText(string name, string text) =>
        new(name, Request: null, Fresh(() => [new ChatResponseUpdate(ChatRole.Assistant, text) { FinishReason = ChatFinishReason.Stop }]));

    /// <summary>Makes the pieces anew for each reader.</summary>
    public static IEnumerable<ChatResponseUpdate> Fresh(Func<IEnumerable<ChatResponseUpdate>> make)
    {
        foreach (ChatResponseUpdate update in make())
        {
            yield return update;
        }
    }
}
