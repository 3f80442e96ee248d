using System.Diagnostics;
using TraceKit.TestKit;

namespace TraceKit.Faults.Victims;

/// <summary>A victim from its start to its death, and what it had said until then.</summary>
internal sealed class Death : IDisposable
{
    private readonly Process _process;
    private readonly AckPage _acks;
    private readonly VictimSettings _settings;

    private Death(Process process, AckPage acks, VictimSettings settings) => (_process, _acks, _settings) = (process, acks, settings);

    /// <summary>Starts a victim.</summary>
    /// <param name="settings">What it does.</param>
    /// <param name="prefix">A program that runs it, with its arguments. Default: none.</param>
    public static Death Start(VictimSettings settings, params string[] prefix)
    {
        Directory.CreateDirectory(settings.Root);
        var acks = new AckPage(settings.Acks, create: true);
        string program = Path.ChangeExtension(typeof(Death).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        string[] line = [.. prefix, program, Victim.Command, .. settings.ToArguments()];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new Death(process, acks, settings);
    }

    /// <summary>How many events were acknowledged.</summary>
    public long Count => Enumerable.Range(0, _settings.Threads).Sum(thread => _acks[thread]);

    /// <summary>The events that were acknowledged.</summary>
    public IEnumerable<(int Thread, long Number)> Acknowledged =>
        Enumerable.Range(0, _settings.Threads).SelectMany(thread => _acks.Acknowledged(thread).Select(number => (thread, number)));

    /// <summary>A figure of the page.</summary>
    public long this[int slot] => _acks[slot];

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Waits until so many events were acknowledged.</summary>
    public void WaitForAcks(long count) =>
        SpinWait.SpinUntil(() => _process.HasExited || Count >= count, TimeSpan.FromSeconds(60));

    /// <summary>Waits until the victim has emitted all that it was asked to.</summary>
    public void WaitUntilReady() => SpinWait.SpinUntil(() => _process.HasExited || _acks[AckPage.Ready] == 1, TimeSpan.FromSeconds(120));

    /// <summary>Lets it go on for a while.</summary>
    public void LetLive(TimeSpan span) => _process.WaitForExit(span);

    /// <summary>Kills it with SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        WaitForEnd();
    }

    /// <summary>Sends it a signal by name.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public int WaitForEnd(TimeSpan? atMost = null)
    {
        if (!_process.WaitForExit(atMost ?? TimeSpan.FromSeconds(120)))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            throw new InvalidOperationException("The victim does not end.");
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        _acks.Dispose();
    }

    /// <summary>Settings of a victim in a folder of its own.</summary>
    public static VictimSettings In(TempFolder folder) => new() { Root = folder["traces"], Acks = folder["acks"] };
}
