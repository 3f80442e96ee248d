using System.Diagnostics;
using System.Globalization;

namespace TraceKit.Faults.Support;

/// <summary>Says on the error output how far a long campaign is; Ctrl+C ends it.</summary>
internal sealed class Progress(string id, long total, Campaigns.Scale scale)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;
    private long _said;

    /// <summary>Counts what was done. Safe for any number of threads.</summary>
    public void Add(long count = 1)
    {
        long done = Interlocked.Add(ref _done, count);
        long due = Stopwatch.GetElapsedTime(_start).Ticks / Every.Ticks;
        long said = Interlocked.Read(ref _said);
        if (scale == Campaigns.Scale.Long && due > said && Interlocked.CompareExchange(ref _said, due, said) == said)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}: {done:N0} of {total:N0}"));
        }
    }
}
