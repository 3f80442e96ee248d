using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace TraceKit.Collection;

/// <summary>Looks after the runs that are open when the process ends in any way in which it can still act.</summary>
/// <remarks>
/// On exit and on an unhandled exception they are sealed as aborted. On SIGTERM, SIGINT, SIGQUIT and SIGHUP, which the program may have a
/// handler for and live on, buffers are handed over and the runs stay open: .NET 10 ends a process without a handler at once and raises no
/// <c>ProcessExit</c>, so that the next collector seals them. A host handles these signals and seals them itself.
/// </remarks>
internal static class ProcessEnd
{
    /// <summary>The end of a process must not hang on a disk that does.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<TraceRun, TraceRun> Open = new();
    private static readonly PosixSignalRegistration[] Signals = Register();

    public static void Watch(TraceRun run)
    {
        Open[run] = run;
        GC.KeepAlive(Signals);
    }

    public static void Forget(TraceRun run) => Open.TryRemove(run, out _);

    private static PosixSignalRegistration[] Register()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => ForEach(static run => run.Abort("process_exit"));
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => ForEach(static run => run.Abort("unhandled_exception"));
        PosixSignal[] signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        return [.. signals.Select(signal => PosixSignalRegistration.Create(signal, static _ => ForEach(static run => run.HandOver())))];
    }

    private static void ForEach(Action<TraceRun> act)
    {
        var acting = new Thread(() =>
        {
            foreach (TraceRun run in Open.Keys)
            {
                act(run);
            }
        })
        {
            IsBackground = true,
            Name = "TraceKit process end",
        };
        acting.Start();
        acting.Join(AtMost);
    }
}
