namespace TraceKit.Payloads;

/// <summary>The last histories of a run that are in its file, in a bounded amount of memory; safe for threads.</summary>
internal sealed class HistoryBook
{
    /// <summary>How many events may stand on one another, so that one damaged line never takes more with it.</summary>
    public const int MaxDepth = 64;

    /// <summary>Below this there is nothing to save.</summary>
    public const int LeastBytes = 128;

    private const int MostEntries = 8;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private int _bytes;

    /// <summary>Finds the longest history that the array continues item by item, or repeats.</summary>
    /// <param name="type">Wire name of the event.</param>
    /// <param name="at">The history's place in the data.</param>
    /// <param name="array">The array's bytes.</param>
    public Entry? Find(string type, string at, ReadOnlySpan<byte> array)
    {
        lock (_lock)
        {
            Entry? best = null;
            foreach (Entry entry in _entries)
            {
                if (entry.Depth < MaxDepth && entry.Items > (best?.Items ?? 0) && entry.Type == type && entry.At == at && entry.IsContinuedBy(array))
                {
                    best = entry;
                }
            }

            return best;
        }
    }

    /// <summary>Keeps a history whose event is in the file; the oldest make room.</summary>
    public void Keep(Entry entry)
    {
        if (entry.Array.Length is < LeastBytes or > MostBytes)
        {
            return;
        }

        lock (_lock)
        {
            _entries.Add(entry);
            _bytes += entry.Array.Length;
            while (_entries.Count > MostEntries || _bytes > MostBytes)
            {
                _bytes -= _entries[0].Array.Length;
                _entries.RemoveAt(0);
            }
        }
    }

    /// <summary>A history: which event has it, and its bytes as they were before anything was left out.</summary>
    internal sealed record Entry(string Type, string At, long Seq, int Items, int Depth, byte[] Array)
    {
        /// <summary>The bytes of all items, without the bracket after them.</summary>
        public ReadOnlySpan<byte> Beginning => Array.AsSpan(..^1);

        public bool IsContinuedBy(ReadOnlySpan<byte> array) =>
            array.Length >= Array.Length && array[Beginning.Length] is (byte)',' or (byte)']' && array.StartsWith(Beginning);
    }
}
