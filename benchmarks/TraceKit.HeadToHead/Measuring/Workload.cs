using System.Globalization;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>What a child process is to do.</summary>
/// <param name="Peer">Who writes.</param>
/// <param name="Chars">Characters of the event's content.</param>
/// <param name="Events">How many events are measured, by all threads together.</param>
/// <param name="Threads">How many threads write.</param>
/// <param name="WarmUp">How many events are written before.</param>
/// <param name="Dies">Whether the process is killed as soon as the last call has returned.</param>
internal sealed record Workload(string Peer, int Chars, int Events, int Threads = 1, int WarmUp = 50_000, bool Dies = false)
{
    /// <summary>As a child's command line says it.</summary>
    public string[] Arguments => [Peer, Text(Chars), Text(Events), Text(Threads), Text(WarmUp), Dies ? "dies" : "lives"];

    public static Workload Parse(ReadOnlySpan<string> arguments) =>
        new(arguments[0], Number(arguments[1]), Number(arguments[2]), Number(arguments[3]), Number(arguments[4]), arguments[5] == "dies");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
