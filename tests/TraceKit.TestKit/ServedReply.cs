namespace TraceKit.TestKit;

/// <summary>What a local server sends back.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
public sealed record ServedReply(int Status, string Body)
{
    /// <summary>Its media type.</summary>
    /// <value>Default: <c>application/json</c>.</value>
    public string ContentType { get; init; } = "application/json";

    /// <summary>How many bytes go out at once. Default: all.</summary>
    public int WriteSize { get; init; } = int.MaxValue;

    /// <summary>After how many bytes the server hangs up. Default: it sends all.</summary>
    public int? CutAt { get; init; }

    /// <summary>Whether the length is announced, so that the client can tell a cut from an end.</summary>
    /// <value>Default: true.</value>
    public bool DeclaresLength { get; init; } = true;

    /// <summary>Runs before each write but the first, with the number of bytes that are out. Default: nothing.</summary>
    public Func<int, Task>? BeforeWrite { get; init; }

    /// <summary>Whether the server, instead of answering, waits until the client goes away.</summary>
    public bool Hangs { get; init; }

    /// <summary>A stream of server-sent events.</summary>
    public static ServedReply Stream(string body) => new(200, body) { ContentType = "text/event-stream", DeclaresLength = false };
}
