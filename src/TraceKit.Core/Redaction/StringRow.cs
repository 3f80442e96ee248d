using System.Buffers;
using System.Text.Json;

namespace TraceKit.Redaction;

/// <summary>Strings that follow each other in an array.</summary>
internal sealed class StringRow
{
    private readonly List<Extent> _tokens = [];

    /// <summary>Where the first string begins in the JSON.</summary>
    public int Start => _tokens[0].Start;

    /// <summary>A string in the JSON, with its quotes.</summary>
    public Extent this[int place] => _tokens[place];

    public void Add(int start, int length) => _tokens.Add(new Extent(start, start + length));

    public void Clear() => _tokens.Clear();

    /// <summary>The strings, or null when they cannot hold a secret together that none of them holds alone.</summary>
    public IReadOnlyList<string>? Texts(ReadOnlySpan<byte> json, SecretScan scan)
    {
        if (_tokens.Count < 2)
        {
            return null;
        }

        int length = _tokens[^1].End - Start;
        byte[] joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            int written = 0;
            foreach (Extent token in _tokens)
            {
                ReadOnlySpan<byte> inside = json[(token.Start + 1)..(token.End - 1)];
                inside.CopyTo(joined.AsSpan(written));
                written += inside.Length;
            }

            return scan.MayHold(joined.AsSpan(0, written)) ? Read(json) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined, clearArray: true);
        }
    }

    /// <summary>Strings that are no Unicode are not read; they are withheld one by one.</summary>
    private List<string>? Read(ReadOnlySpan<byte> json)
    {
        var texts = new List<string>(_tokens.Count);
        foreach (Extent token in _tokens)
        {
            var reader = new Utf8JsonReader(json[token.Start..token.End]);
            reader.Read();
            try
            {
                texts.Add(reader.GetString()!);
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        return texts;
    }
}
