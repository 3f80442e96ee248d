using System.Text.Json.Nodes;

namespace TraceKit.TestKit.Receiving;

/// <summary>How an <see cref="OtlpReceiver"/> answers a request.</summary>
/// <param name="Mode">What it does, as <c>replies.cjs</c> and <c>rpc.cjs</c> know it; null answers.</param>
public sealed record ReceiverReply(string? Mode = null)
{
    /// <summary>Takes everything.</summary>
    public static ReceiverReply Ok { get; } = new();

    /// <summary>Never answers.</summary>
    public static ReceiverReply Hang { get; } = new("hang");

    /// <summary>Reads the request and resets the connection.</summary>
    public static ReceiverReply Reset { get; } = new("reset");

    /// <summary>Resets the connection as soon as it has read the head of the request (HTTP only).</summary>
    public static ReceiverReply ResetEarly { get; } = new("resetEarly");

    /// <summary>Answers 200 with bytes that are no message.</summary>
    public static ReceiverReply Garbage { get; } = new("garbage");

    /// <summary>Answers with a body that never ends.</summary>
    public static ReceiverReply Endless { get; } = new("endless");

    /// <summary>The HTTP status, or that of a redirection. Default: 200, or 307.</summary>
    public int? Status { get; init; }

    /// <summary>The status of gRPC. Default: OK.</summary>
    public int? Code { get; init; }

    /// <summary>What it says about a partial success or a refusal. Default: nothing.</summary>
    public string? Message { get; init; }

    /// <summary>How many items it says that it rejected. Default: 0.</summary>
    public long Rejected { get; init; }

    /// <summary>Headers to add (HTTP). Default: none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The delay that a gRPC refusal asks for, in seconds. Default: none.</summary>
    public long? RetrySeconds { get; init; }

    /// <summary>Milliseconds before the answer, or between the bytes of one that drips. Default: 0.</summary>
    public int DelayMs { get; init; }

    /// <summary>Size of a large body in MiB. Default: 0.</summary>
    public int Mib { get; init; }

    /// <summary>Takes the request and says that it rejected some items of it.</summary>
    public static ReceiverReply Partial(long rejected, string message) => new() { Rejected = rejected, Message = message };

    /// <summary>Refuses over HTTP.</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">Value of the header <c>Retry-After</c>, or null for none.</param>
    public static ReceiverReply Refuse(int status, string? retryAfter = null) =>
        new() { Status = status, Headers = retryAfter is null ? new Dictionary<string, string>() : new() { ["retry-after"] = retryAfter } };

    /// <summary>Refuses over gRPC.</summary>
    /// <param name="code">The status, such as 14 for UNAVAILABLE.</param>
    /// <param name="retrySeconds">The delay that it asks for, or null for none.</param>
    public static ReceiverReply RefuseRpc(int code, long? retrySeconds = null) => new() { Code = code, RetrySeconds = retrySeconds };

    /// <summary>Sends the client to the other server of the same receiver (HTTP), which reports as <c>elsewhere</c>.</summary>
    public static ReceiverReply Redirect(int status = 307) => new("redirect") { Status = status };

    /// <summary>Answers with a body of this size.</summary>
    public static ReceiverReply Huge(int mib) => new("huge") { Mib = mib };

    /// <summary>Answers with a small body that unpacks to this size.</summary>
    public static ReceiverReply Bomb(int mib) => new("bomb") { Mib = mib };

    /// <summary>Answers with a byte now and then, for ever (HTTP).</summary>
    public static ReceiverReply Drip(int delayMs) => new("drip") { DelayMs = delayMs };

    internal JsonObject ToJson() => new()
    {
        ["mode"] = Mode,
        ["status"] = Status,
        ["code"] = Code,
        ["message"] = Message,
        ["rejected"] = Rejected,
        ["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value))),
        ["retrySeconds"] = RetrySeconds,
        ["delayMs"] = DelayMs,
        ["mib"] = Mib,
    };
}
