using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TraceKit.Faults.Victims;

/// <summary>The process that emits, says of each event when it is acknowledged, and dies.</summary>
internal static partial class Victim
{
    public const string Command = "victim";

    private const int FileSize = 1; // RLIMIT_FSIZE
    private const PosixSignal FileSizeExceeded = (PosixSignal)25; // SIGXFSZ: the write shall fail, not the process

    public static int Run(VictimSettings settings)
    {
        using var acks = new AckPage(settings.Acks);
        PosixSignalRegistration? limited = settings.FileLimit > 0 ? Limit(settings.FileLimit) : null;
        long[][] times = [.. Enumerable.Range(0, settings.Threads).Select(_ => new long[settings.Count])];
        Array.ForEach(times, of => Array.Fill(of, 1)); // so that the figures do not count as memory that is taken later
        using var self = Process.GetCurrentProcess();
        long memory = self.WorkingSet64;
        Subject subject = Subject.Create(settings);
        Thread[] threads = [.. Enumerable.Range(0, settings.Threads).Select(thread => new Thread(() => Emit(settings, subject, acks, thread, times[thread])))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        self.Refresh();
        acks[AckPage.Memory] = self.PeakWorkingSet64 - memory;
        int exitCode = End(settings.End, subject, acks);
        GC.KeepAlive(limited); // never disposed: a signal that is on its way would end the process
        return exitCode;
    }

    private static void Emit(VictimSettings settings, Subject subject, AckPage acks, int thread, long[] times)
    {
        string pad = new('x', settings.Size);
        for (long number = settings.First; settings.Count == 0 || number - settings.First < settings.Count; number++)
        {
            long start = Stopwatch.GetTimestamp();
            string text = settings.Size > TraceKitSubject.InlineBytes ? string.Create(CultureInfo.InvariantCulture, $"{thread}-{number}:{pad}") : pad;
            bool acknowledged = subject.Emit(thread, number, text);
            if (number - settings.First < times.Length)
            {
                times[number - settings.First] = Stopwatch.GetTimestamp() - start;
            }

            if (acknowledged)
            {
                acks.Acknowledge(thread, number);
            }
            else
            {
                acks[AckPage.Refused]++;
            }

            Pause(settings.PauseUs);
        }

        Array.Sort(times);
        acks[AckPage.Latency] = times.Length > 0 ? (long)(times[(int)(times.Length * 0.99)] * 1e9 / Stopwatch.Frequency) : 0;
    }

    private static void Pause(int microseconds)
    {
        long until = Stopwatch.GetTimestamp() + (microseconds * Stopwatch.Frequency / 1_000_000);
        while (Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(20);
        }
    }

    private static int End(string how, Subject subject, AckPage acks)
    {
        switch (how)
        {
            case "dispose":
                subject.Dispose();
                return 0;
            case "return":
                return 0;
            case "exit":
                Environment.Exit(0);
                return 0;
            case "throw":
                throw new InvalidOperationException("the victim throws");
            case "thread":
                var thrower = new Thread(() => throw new InvalidOperationException("a thread of the victim throws"));
                thrower.Start();
                thrower.Join();
                return 0;
            case "failfast":
                Environment.FailFast("the victim fails fast");
                return 0;
            case "overflow":
                return Overflow(0);
            default:
                acks[AckPage.Ready] = 1;
                new ManualResetEventSlim().Wait();
                return 0;
        }
    }

    private static int Overflow(int depth) => Overflow(depth + 1) + 1;

    private static PosixSignalRegistration Limit(long bytes)
    {
        var registration = PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true);
        return setrlimit(FileSize, [bytes, -1]) == 0 ? registration : throw new InvalidOperationException("The file size cannot be limited.");
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setrlimit(int resource, long[] limits);
}
