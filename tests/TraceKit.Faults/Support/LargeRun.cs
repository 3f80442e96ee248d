using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.TestKit;

namespace TraceKit.Faults.Support;

/// <summary>A sealed run of 300 lines and more than 64 KiB, with decisions, calls, tools and text of many scripts.</summary>
internal sealed class LargeRun
{
    private const int Lines = 300;
    private const int LeastBytes = 64 * 1024;

    private LargeRun(byte[] bytes) => Bytes = bytes;

    /// <summary>The one that campaigns share: the same bytes in each process.</summary>
    public static LargeRun Shared { get; } = new(Make());

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Offset after the line feed of each line.</summary>
    public int[] Ends => field ??= [.. Enumerable.Range(0, Bytes.Length).Where(offset => Bytes[offset] == '\n').Select(offset => offset + 1)];

    /// <summary>Number of event lines.</summary>
    public int Events => Ends.Length - 2;

    private static byte[] Make()
    {
        using var folder = new TempFolder();
        using TraceCollector collector = Some.Collector(folder);
        using TraceRun run = Some.Run(collector, "large");
        for (int number = 0; number < Lines - 2; number += 2)
        {
            run.Step = number;
            if (number % 6 == 0)
            {
                using Decision<Agents.PlannerInput, Agents.PlannerOutput> planning = run.Decide(Some.PlannerInput());
                planning.Answer(Some.PlannerOutput($"Plan {number}: näher, 漢字, 🙂."));
            }
            else if (number % 6 == 2)
            {
                run.Emit(Some.Message($"step {number} \"quoted\" \\ and a tab\t"));
                run.Emit(Some.EnvironmentStep());
            }
            else
            {
                run.Emit(Some.StateTransition());
                run.Emit(Some.ToolCall());
            }
        }

        run.Complete(success: true, SuccessSource.Environment);
        byte[] bytes = File.ReadAllBytes(run.Path!);
        return bytes.Length >= LeastBytes && bytes.Count(value => value == '\n') == Lines
            ? bytes
            : throw new InvalidOperationException($"The run has {bytes.Length} bytes.");
    }
}
