using System.Diagnostics;
using System.Globalization;
using TraceKit.Collection;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Collection;

/// <summary>A process that emits events, says of each when it is acknowledged, and is killed.</summary>
internal static class VictimProcess
{
    public const string Argument = "emit-until-killed";

    /// <summary>Starts the process and kills it with SIGKILL once it has acknowledged a number of events.</summary>
    /// <returns>The run's file and all that was acknowledged by then.</returns>
    public static (string File, IReadOnlyList<long> Acknowledged) KillAfter(int acknowledgements, string root)
    {
        string program = Path.ChangeExtension(typeof(VictimProcess).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        using Process process = Process.Start(new ProcessStartInfo(program, [Argument, root]) { RedirectStandardOutput = true })!;
        string file = process.StandardOutput.ReadLine()!;
        List<long> acknowledged = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            acknowledged.Add(long.Parse(line, CultureInfo.InvariantCulture));
            if (acknowledged.Count == acknowledgements)
            {
                process.Kill();
            }
        }

        process.WaitForExit();
        return (file, acknowledged);
    }

    /// <summary>What the process does.</summary>
    public static int EmitForEver(string root)
    {
        using var collector = new TraceCollector(new TraceKitOptions { Root = root });
        using TraceRun run = collector.StartRun(Some.Descriptor("victim"));
        using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        answers.WriteLine(run.Path);
        while (true)
        {
            answers.WriteLine(run.Emit(Some.PlannerInput()).Seq);
        }
    }
}
