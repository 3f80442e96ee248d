using System.Text;

namespace TraceKit.HeadToHead.Sink;

/// <summary>How many spans a request holds: OTLP in protobuf or JSON, and LangSmith's batches of runs.</summary>
internal static class SpanCount
{
    private const int LengthDelimited = 2;
    private const int ResourceSpans = 1;
    private const int ScopeSpans = 2;
    private const int Spans = 2;

    public static long Of(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? 0
        : body[0] == '{' ? body.Count("\"spanId\""u8)
        : body.StartsWith("--"u8) ? Parts(Encoding.Latin1.GetString(body))
        : Fields(body, [ResourceSpans, ScopeSpans, Spans]);

    /// <summary>Runs that were created, in a multipart body: one part <c>post.&lt;id&gt;</c> each; their inputs are parts of their own.</summary>
    private static long Parts(string body) =>
        body.Split("name=\"post.").Skip(1).Count(part => !part[..part.IndexOf('"', StringComparison.Ordinal)].Contains('.', StringComparison.Ordinal));

    private static long Fields(ReadOnlySpan<byte> message, ReadOnlySpan<int> path)
    {
        long count = 0;
        while (!message.IsEmpty)
        {
            ulong tag = Varint(ref message);
            if ((tag & 7) != LengthDelimited)
            {
                Skip(ref message, (int)(tag & 7));
                continue;
            }

            int length = (int)Varint(ref message);
            if ((int)(tag >> 3) == path[0])
            {
                count += path.Length == 1 ? 1 : Fields(message[..length], path[1..]);
            }

            message = message[length..];
        }

        return count;
    }

    private static void Skip(ref ReadOnlySpan<byte> message, int wireType)
    {
        switch (wireType)
        {
            case 0:
                Varint(ref message);
                break;
            case 1:
                message = message[8..];
                break;
            case 5:
                message = message[4..];
                break;
            default:
                throw new InvalidDataException("This is no protobuf message.");
        }
    }

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
