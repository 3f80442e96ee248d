using System.Security.Cryptography;
using System.Text;

namespace TraceKit.Testing.Replay;

/// <summary>The recorded exchanges, and which of them were used.</summary>
internal sealed class ReplayTape(IReadOnlyList<ReplayExchange> exchanges, ReplayOptions options)
{
    private readonly Lock _lock = new();
    private readonly bool[] _used = new bool[exchanges.Count];

    public int Count => exchanges.Count;

    public string? Model => exchanges is [var first, ..] ? first.Model : null;

    public int Remaining
    {
        get
        {
            lock (_lock)
            {
                return _used.Count(used => !used);
            }
        }
    }

    /// <summary>Where the next unused reply was recorded.</summary>
    public string NextName => exchanges[Array.IndexOf(_used, false)].Name;

    public ReplayExchange Take(string request)
    {
        request = options.Normalize(request);
        lock (_lock)
        {
            int next = Array.IndexOf(_used, false);
            if (next < 0)
            {
                throw new ReplayException($"The recording is used up: it has {Count} replies, and this is one request more. It asks:\n{request}");
            }

            if (options.Match == ReplayMatch.ByRequest)
            {
                next = IndexOf(request);
            }
            else if (options.Strict && Recorded(next) is { } recorded && recorded != request)
            {
                throw Drifted(exchanges[next].Name, $"request {next + 1} of {Count}", recorded, request);
            }

            _used[next] = true;
            return exchanges[next];
        }
    }

    private int IndexOf(string request)
    {
        string hash = Hash(request);
        int[] unused = [.. Enumerable.Range(0, Count).Where(index => !_used[index])];
        int found = Array.FindIndex(unused, index => Recorded(index) is { } recorded && Hash(recorded) == hash);
        if (found >= 0)
        {
            return unused[found];
        }

        int nearest = unused.MinBy(index => LineDifference.Distance(Recorded(index) ?? string.Empty, request));
        throw Drifted(exchanges[nearest].Name, "no recorded request is this one; the nearest", Recorded(nearest) ?? string.Empty, request);
    }

    private string? Recorded(int index) => exchanges[index].Request is { } text ? options.Normalize(text) : null;

    private static ReplayException Drifted(string name, string which, string recorded, string request)
    {
        string difference = LineDifference.Of(recorded, request);
        return new ReplayException($"The prompt drifted from the recording ({which}, {name}; - was recorded, + was sent):\n{difference}", difference);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
