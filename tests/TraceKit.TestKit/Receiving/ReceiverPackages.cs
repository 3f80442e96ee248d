using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace TraceKit.TestKit.Receiving;

/// <summary>The npm packages that the receiver stands on: installed once under <c>artifacts</c>, as the committed lock file says, never committed.</summary>
internal static class ReceiverPackages
{
    private static readonly Lazy<(string? Folder, string? Missing)> Installed = new(Install);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The scripts.</summary>
    public static string Scripts { get; } = Path.Combine(Repository.Root, "tests", "TraceKit.TestKit", "Receiving");

    /// <summary>The folder of the packages; null when <see cref="Missing"/> says why not.</summary>
    public static string? Folder => Installed.Value.Folder;

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? Missing => Installed.Value.Missing;

    private static (string? Folder, string? Missing) Install()
    {
        string lockFile = Path.Combine(Scripts, "package-lock.json");
        string version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(lockFile)))[..12];
        string home = Path.Combine(Repository.Root, "artifacts", "otlp-receiver", version);
        string modules = Path.Combine(home, "node_modules");
        if (Run("node", "--version", home) is { } noNode)
        {
            return (null, $"skipped: the OTLP receiver needs Node.js, and 'node --version' says: {noNode}");
        }

        if (Directory.Exists(modules))
        {
            return (modules, null);
        }

        // Beside, then moved: another process may be doing the same.
        string attempt = $"{home}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(attempt);
        File.Copy(lockFile, Path.Combine(attempt, "package-lock.json"));
        File.Copy(Path.Combine(Scripts, "package.json"), Path.Combine(attempt, "package.json"));
        try
        {
            if (Run("npm", "ci --ignore-scripts --no-audit --no-fund --legacy-peer-deps", attempt) is { } failed)
            {
                return (null, $"skipped: the OTLP receiver needs packages of npm, and 'npm ci' says: {failed}");
            }

            MoveUnlessThere(attempt, home);
            return (modules, null);
        }
        finally
        {
            if (Directory.Exists(attempt))
            {
                Directory.Delete(attempt, recursive: true);
            }
        }
    }

    private static void MoveUnlessThere(string attempt, string home)
    {
        try
        {
            Directory.Move(attempt, home);
        }
        catch (IOException) when (Directory.Exists(Path.Combine(home, "node_modules")))
        {
            // The other process was faster; its packages are the same.
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Null when it went well, else what it says.</returns>
    private static string? Run(string program, string arguments, string folder)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Directory.Exists(folder) ? folder : Scripts,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return $"no end within {Patience}";
            }

            return process.ExitCode == 0 ? null : $"{errors.Result}{output.Result}".Trim();
        }
        catch (Win32Exception absent)
        {
            return absent.Message;
        }
    }
}
