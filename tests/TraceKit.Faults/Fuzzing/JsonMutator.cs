using System.Text;
using TraceKit.TestKit;

namespace TraceKit.Faults.Fuzzing;

/// <summary>Changes bytes that are lines of JSON: mostly so that they still are, in part so that they are not.</summary>
internal sealed class JsonMutator(Dice dice)
{
    private const int MostBytes = 64 * 1024;

    private static readonly byte[][] Values = [.. new[]
    {
        "null", "true", "false", "0", "-0", "-1", "1e400", "-1e-400", "9223372036854775807", "9223372036854775808", "18446744073709551616", "2147483648", "0.1e1",
        "123456789012345678901234567890.5", "\"\"", "[]", "{}", "\"\\ud800\"", "\"\\u0000\"", "\"\\u2028\\u0085\"", "\"\u202e\u200b\ufeff\"", "\"🙂漢字\"", "\"../../x\"",
        "\"run\"", "\"event\"", "\"end\"", "\"gap\"", "\"tracekit/1\"", "\"tracekit/2\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"2026-02-30T00:00:00Z\"",
        "\"completed\"", "[[[[[[[[1]]]]]]]]", "{\"a\":{\"b\":{\"c\":{}}}}", "NaN", "Infinity", "1.", "01", "\"\u001b[31m\"", "\"[REDACTED:x:0000]\"", "{\"$type\":\"System.Object\"}",
        "{\"__proto__\":{}}", "\"sk-ant-aaaaaaaaaaaaaaaaaaaaaaaa\"", "```json\\n{}\\n```", "\"\\\\\\\"\"",
    }.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Fragments = [.. new[]
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r\n", "\0", "\u2028", "\u00a0", "\ufeff", "//", "/*", "\"a\":1,", ",\"a\":1", "\"kind\":\"run\",", "\"crc\":\"00000000\"", "```", "```json\n",
        "\u001b]52;c;YQ==\u0007", "\u009b", "%2e%2e", "--json", "\\u0073",
    }.Select(Encoding.UTF8.GetBytes), [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]];

    /// <summary>Makes an input of a seed, by one to six changes.</summary>
    public byte[] Mutate(byte[] seed, byte[] other)
    {
        var bytes = new List<byte>(seed);
        for (int changes = 1 + Math.Min(dice.Next(6), dice.Next(6)); changes > 0; changes--)
        {
            Change(bytes, other);
            if (bytes.Count > MostBytes)
            {
                bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
            }
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        switch (dice.Next(14))
        {
            case 0 or 1 or 2:
                Replace(bytes, Span(bytes, Scalar), dice.Pick(Values));
                break;
            case 3:
                Replace(bytes, Span(bytes, Member), []);
                break;
            case 4:
                Repeat(bytes, Span(bytes, Member), 1);
                break;
            case 5:
                Repeat(bytes, Span(bytes, Line), 1 + dice.Next(3));
                break;
            case 6:
                Replace(bytes, Span(bytes, Line), []);
                break;
            case 7:
                Swap(bytes, Span(bytes, Line), Span(bytes, Line));
                break;
            case 8:
                Nest(bytes, Span(bytes, Scalar));
                break;
            case 9:
                Cut(bytes);
                break;
            case 10:
                bytes.InsertRange(At(bytes), dice.Pick(Fragments));
                break;
            case 11:
                Noise(bytes);
                break;
            case 12:
                Splice(bytes, other);
                break;
            default:
                Replace(bytes, Span(bytes, Scalar), Slice(other));
                break;
        }
    }

    private int At(List<byte> bytes) => dice.Next(bytes.Count + 1);

    private void Cut(List<byte> bytes)
    {
        int from = At(bytes);
        bytes.RemoveRange(from, dice.OneIn(2) ? bytes.Count - from : Math.Min(bytes.Count - from, dice.Next(40)));
    }

    private void Noise(List<byte> bytes)
    {
        for (int count = 1 + dice.Next(4); count > 0 && bytes.Count > 0; count--)
        {
            int at = dice.Next(bytes.Count);
            bytes[at] = dice.OneIn(2) ? (byte)(bytes[at] ^ (1 << dice.Next(8))) : (byte)dice.Next(256);
        }
    }

    private void Splice(List<byte> bytes, byte[] other)
    {
        int from = At(bytes);
        bytes.RemoveRange(from, bytes.Count - from);
        bytes.AddRange(other.AsSpan(dice.Next(other.Length + 1)));
    }

    private byte[] Slice(byte[] other)
    {
        int from = dice.Next(other.Length + 1);
        return other.AsSpan(from, Math.Min(other.Length - from, dice.Next(64))).ToArray();
    }

    private void Nest(List<byte> bytes, (int From, int Length) span)
    {
        int depth = dice.OneIn(8) ? 5000 : 1 + dice.Next(70);
        bool array = dice.OneIn(2);
        bytes.InsertRange(span.From + span.Length, Enumerable.Repeat((byte)(array ? ']' : '}'), depth));
        bytes.InsertRange(span.From, Enumerable.Repeat(array ? "["u8.ToArray() : "{\"n\":"u8.ToArray(), depth).SelectMany(open => open));
    }

    private static void Replace(List<byte> bytes, (int From, int Length) span, byte[] with)
    {
        bytes.RemoveRange(span.From, span.Length);
        bytes.InsertRange(span.From, with);
    }

    private static void Repeat(List<byte> bytes, (int From, int Length) span, int times)
    {
        byte[] part = [.. bytes.GetRange(span.From, span.Length)];
        for (int time = 0; time < times; time++)
        {
            bytes.InsertRange(span.From, part);
        }
    }

    private static void Swap(List<byte> bytes, (int From, int Length) one, (int From, int Length) other)
    {
        if (one.From + one.Length <= other.From)
        {
            byte[] part = [.. bytes.GetRange(other.From, other.Length)];
            bytes.RemoveRange(other.From, other.Length);
            bytes.InsertRange(one.From, part);
        }
    }

    /// <summary>A part of the bytes around a random place; where there is none, nothing at that place.</summary>
    private (int From, int Length) Span(List<byte> bytes, Func<List<byte>, int, (int From, int To)> find)
    {
        int at = At(bytes);
        (int from, int to) = find(bytes, at);
        return (from, Math.Max(0, Math.Min(to, bytes.Count) - from));
    }

    /// <summary>From behind a colon, comma or bracket to before the next.</summary>
    private static (int From, int To) Scalar(List<byte> bytes, int at)
    {
        int from = at;
        while (from < bytes.Count && bytes[from] != (byte)':')
        {
            from++;
        }

        int to = ++from;
        if (from < bytes.Count && bytes[from] == (byte)'"')
        {
            to = from + 1;
            while (to < bytes.Count && bytes[to] is not (byte)'"')
            {
                to += bytes[to] == (byte)'\\' ? 2 : 1;
            }

            return (from, to + 1);
        }

        while (to < bytes.Count && bytes[to] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)'\n'))
        {
            to++;
        }

        return from > bytes.Count ? (at, at) : (from, to);
    }

    /// <summary>From behind a comma to behind the next: a member or an item.</summary>
    private static (int From, int To) Member(List<byte> bytes, int at)
    {
        int from = bytes.IndexOf((byte)',', Math.Min(at, bytes.Count));
        int to = from < 0 ? -1 : bytes.IndexOf((byte)',', from + 1);
        return to < 0 ? (at, at) : (from + 1, to + 1);
    }

    private static (int From, int To) Line(List<byte> bytes, int at)
    {
        int from = at;
        while (from > 0 && bytes[from - 1] != (byte)'\n')
        {
            from--;
        }

        int to = bytes.IndexOf((byte)'\n', Math.Min(at, bytes.Count));
        return (from, to < 0 ? bytes.Count : to + 1);
    }
}
