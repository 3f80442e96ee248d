namespace TraceKit.HeadToHead.Measuring;

/// <summary>The one event that everybody writes: what a tool answered. Each peer builds its own form of it from these fields.</summary>
/// <param name="Seq">Its number in the run.</param>
/// <param name="Step">The agent's loop counter.</param>
/// <param name="CallId">Fresh for each event.</param>
/// <param name="Content">The answer: half prose, half JSON, with quotation marks and line feeds.</param>
/// <param name="LatencyMs">How long the tool took.</param>
internal readonly record struct Sample(long Seq, int Step, string CallId, string Content, double LatencyMs)
{
    public const string Role = "tool";
    public const string Type = "tool_result";
    public const int Version = 1;
    public const string Name = "search_orders";
    public const string Verdict = "valid";
    public const bool Ok = true;

    /// <summary>The run that all of them belong to.</summary>
    public static readonly string RunId = Guid.CreateVersion7().ToString();

    private const string Text =
        "The quick brown fox looked up order 1025 and found that the box was empty, so it asked the shop to send another one.\n"
        + "{\"order\":\"W1025\",\"status\":\"shipped\",\"items\":[\"blue mug\",\"green bowl\"],\"note\":\"left at the door\"}\n";

    /// <summary>A content of so many characters.</summary>
    public static string ContentOf(int chars) => string.Concat(Enumerable.Repeat(Text, (chars / Text.Length) + 1))[..chars];

    /// <summary>The event number <paramref name="number"/>.</summary>
    public static Sample Of(long number, string content) => new(number, (int)(number % 30), $"call_{number:x8}", content, 12.5 + (number % 7));
}
