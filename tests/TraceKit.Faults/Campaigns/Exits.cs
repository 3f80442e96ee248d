using System.Globalization;
using TraceKit.Faults.Support;
using TraceKit.Faults.Victims;
using TraceKit.RunFiles;
using TraceKit.TestKit;

namespace TraceKit.Faults.Campaigns;

/// <summary>R9: every way for a process to end.</summary>
internal static class Exits
{
    private const int Events = 1000;
    private const int BufferBytes = 64 * 1024;

    private static readonly string[] SignalNames = ["SIGHUP", "SIGINT", "SIGQUIT"]; // 1, 2, 3
    private static readonly HashSet<string> IgnoredSignals = ReadIgnored();

    /// <summary>How a process ends, and whether it can still act then.</summary>
    /// <remarks>A signal that whoever started the tests has had ignored (<c>nohup</c>, a background job of a shell) ends nothing and is left out.</remarks>
    public static IReadOnlyList<(string End, bool CanAct)> Ways { get; } = [.. new (string End, bool CanAct)[]
    {
        ("dispose", true), ("return", true), ("exit", true), ("SIGTERM", true), ("SIGINT", true), ("SIGHUP", true), ("SIGQUIT", true),
        ("throw", true), ("thread", true), ("failfast", false), ("overflow", false), ("SIGKILL", false),
    }.Where(way => !IgnoredSignals.Contains(way.End))];

    public static Campaign Campaign { get; } = new(
        "R9", "However the process ends, nothing acknowledged is lost; at level Buffered at most the buffer, and only where the process cannot act any more.", Attack);

    /// <summary>Has a victim emit and end in some way.</summary>
    /// <returns>How many acknowledged events are lost.</returns>
    public static (long Lost, Remains Remains) End(VictimSettings settings, string end)
    {
        bool signalled = end.StartsWith("SIG", StringComparison.Ordinal);
        using Death death = Death.Start(settings with { End = signalled ? "wait" : end });
        if (signalled)
        {
            death.WaitUntilReady();
            death.Signal(end[3..]);
        }

        death.WaitForEnd();
        Remains remains = Remains.Of(settings);
        return (remains.Lost(death), remains);
    }

    private static CampaignResult Attack(Scale scale)
    {
        int times = scale == Scale.Short ? 1 : 20;
        long worst = 0;
        List<string> broken = [];
        foreach ((string end, bool canAct) in Ways)
        {
            foreach (Durability level in Enum.GetValues<Durability>())
            {
                for (int time = 0; time < times; time++)
                {
                    using var folder = new TempFolder();
                    VictimSettings settings = Death.In(folder) with { Level = level, Count = Events, BufferBytes = BufferBytes };
                    (long lost, Remains remains) = End(settings, end);
                    long bound = level == Durability.Buffered && !canAct ? BufferBytes / settings.Size : 0;
                    worst = Math.Max(worst, lost);
                    broken.AddRange(remains.Errors.Select(problem => $"{end}, {level}: {problem}"));
                    if (lost > bound)
                    {
                        broken.Add($"{end}, {level}: {lost} lost, {bound} allowed");
                    }
                }
            }
        }

        return new CampaignResult
        {
            Tried = string.Create(CultureInfo.InvariantCulture, $"{Ways.Count} ways × 3 levels × {times}, {Events:N0} events each"),
            Figures = string.Create(CultureInfo.InvariantCulture, $"Os and Disk 0 lost; Buffered {worst} at most, bound {BufferBytes / 200}"),
            Broken = broken,
        };
    }

    private static HashSet<string> ReadIgnored()
    {
        const string Mask = "SigIgn:";
        string? line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Mask, StringComparison.Ordinal)) : null;
        ulong ignored = line is null ? 0 : ulong.Parse(line.AsSpan(Mask.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. SignalNames.Where((_, index) => (ignored >> index & 1) != 0)];
    }
}
