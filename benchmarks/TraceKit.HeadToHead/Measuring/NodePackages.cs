using System.Diagnostics;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>Node.js and the pinned packages of its peers, installed into <c>artifacts</c> when the benchmark runs.</summary>
internal sealed class NodePackages
{
    private NodePackages(string folder, string? whyNot) => (Folder, WhyNot) = (folder, whyNot);

    /// <summary>Why these peers cannot run here; null when they can.</summary>
    public string? WhyNot { get; }

    /// <summary>Where the scripts and their packages are.</summary>
    public string Folder { get; }

    public const string Executable = "node";

    /// <summary>Copies the scripts and installs what they need, exactly as the lock file says.</summary>
    public static NodePackages Install()
    {
        string folder = Path.Combine(Directory.GetCurrentDirectory(), "artifacts", "head-to-head-node");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Node")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        string? problem = Run(folder, "node", "--version") ?? Run(folder, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        return new NodePackages(folder, problem);
    }

    private static string? Run(string folder, string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
            {
                process.Kill(entireProcessTree: true);
                return $"'{command}' did not come to an end";
            }

            return process.ExitCode == 0 ? null : $"'{command} {string.Join(' ', arguments)}' failed: {errors.Result.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"'{command}' is not on the PATH";
        }
    }
}
