using System.Globalization;
using System.Runtime.InteropServices;

namespace TraceKit.HeadToHead.Tables;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Line(int rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; load {Load} at the start; medians of {rounds} interleaved rounds.");

    private static string Processor =>
        First("/proc/cpuinfo", "model name")?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load => First("/proc/loadavg", string.Empty)?.Split(' ')[0] ?? "unknown";

    private static string? First(string file, string beginning) =>
        File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) : null;
}
