using System.Buffers.Binary;

namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>The five bytes before a message of gRPC: whether it is compressed, and its length.</summary>
internal static class RpcFrame
{
    private const int HeadLength = 5;

    public static byte[] Of(byte[] message, bool isCompressed)
    {
        byte[] frame = new byte[HeadLength + message.Length];
        frame[0] = (byte)(isCompressed ? 1 : 0);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, HeadLength);
        return frame;
    }

    /// <summary>The message of an answer, or null when it is compressed or no frame.</summary>
    public static byte[]? Open(byte[] body) => body switch
    {
        [] => [],
        [0, ..] when body.Length >= HeadLength && BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)) == (uint)(body.Length - HeadLength) => body[HeadLength..],
        _ => null,
    };
}
