using System.Diagnostics;

namespace TraceKit.Faults.Support;

/// <summary>Runs a program so that a system call of it fails, is late or is its last. Linux, where <c>strace</c> is installed and may trace.</summary>
internal static class Strace
{
    /// <summary>Why it cannot be used here, or null.</summary>
    public static string? WhyNot { get; } = Try();

    /// <summary>What to put before the program's name.</summary>
    /// <param name="calls">The calls that are looked at, such as <c>write,fdatasync</c>.</param>
    /// <param name="fault">What is done at them, such as <c>write:signal=SIGKILL:when=3</c>.</param>
    /// <param name="paths">Files and folders; calls on others are left alone.</param>
    public static string[] Prefix(string calls, string fault, params string[] paths) =>
        ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", $"trace={calls}", "-e", $"inject={fault}", .. paths.SelectMany(path => new[] { "-P", path })];

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "system calls are made to fail with strace, which is of Linux";
        }

        try
        {
            using Process process = Process.Start(new ProcessStartInfo("strace", ["-qqq", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"strace cannot trace here: {error.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "strace is not installed";
        }
    }
}
