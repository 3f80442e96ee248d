using System.IO.MemoryMappedFiles;

namespace TraceKit.Faults.Victims;

/// <summary>Memory that two processes see: what its writer puts there survives its death. A bit for each event of each thread, and slots for figures.</summary>
internal sealed class AckPage : IDisposable
{
    /// <summary>Slot in which a victim says that it has emitted what it was asked to, and waits.</summary>
    public const int Ready = 62;

    /// <summary>Slot that counts the events that were refused.</summary>
    public const int Refused = 61;

    /// <summary>Slot with the most memory that the victim used beyond its start, in bytes.</summary>
    public const int Memory = 60;

    /// <summary>Slot with the 99th percentile of a call, in nanoseconds.</summary>
    public const int Latency = 59;

    private const int Threads = 16;
    private const int EventsPerThread = 1 << 20;
    private const int SlotBytes = 4096;
    private const int Size = SlotBytes + (Threads * EventsPerThread / 8);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public AckPage(string path, bool create = false)
    {
        _file = MemoryMappedFile.CreateFromFile(path, create ? FileMode.Create : FileMode.Open, mapName: null, Size);
        _view = _file.CreateViewAccessor(0, Size);
    }

    /// <summary>Says that an event was acknowledged. One thread a row.</summary>
    public void Acknowledge(int thread, long number)
    {
        long at = ByteOf(thread, number);
        _view.Write(at, (byte)(_view.ReadByte(at) | (1 << (int)(number % 8))));
        this[thread]++;
    }

    /// <summary>Numbers of the events that were acknowledged.</summary>
    public IEnumerable<long> Acknowledged(int thread)
    {
        byte[] bits = new byte[EventsPerThread / 8];
        _view.ReadArray(ByteOf(thread, 0), bits, 0, bits.Length);
        for (long number = 0; number < EventsPerThread; number++)
        {
            if ((bits[number / 8] & (1 << (int)(number % 8))) != 0)
            {
                yield return number;
            }
        }
    }

    /// <summary>A slot's number.</summary>
    public long this[int slot]
    {
        get => _view.ReadInt64(slot * sizeof(long));
        set => _view.Write(slot * sizeof(long), value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static long ByteOf(int thread, long number) =>
        number < EventsPerThread ? SlotBytes + (((thread * (long)EventsPerThread) + number) / 8) : throw new ArgumentOutOfRangeException(nameof(number));
}
