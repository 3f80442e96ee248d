using System.Globalization;

namespace TraceKit.RunFiles;

/// <summary>Writes times as <see cref="UtcTimeConverter"/> does; events come many a second, so the second is kept.</summary>
internal sealed class LineTime
{
    /// <summary>Bytes of a time.</summary>
    public const int Length = 28;

    private const int Digits = 7;
    private const int BeforeDigits = Length - Digits - 1;

    private readonly byte[] _text = new byte[Length];
    private long _second = -1;

    /// <summary>Writes a time.</summary>
    public void Write(DateTimeOffset time, Span<byte> output)
    {
        (long second, long ticks) = Math.DivRem(time.UtcTicks, TimeSpan.TicksPerSecond);
        if (second != _second)
        {
            time.UtcDateTime.TryFormat(_text, out _, UtcTimeConverter.Format, CultureInfo.InvariantCulture);
            _second = second;
        }

        _text.AsSpan().CopyTo(output);
        for (int at = BeforeDigits + Digits - 1; at >= BeforeDigits; at--)
        {
            (ticks, long digit) = Math.DivRem(ticks, 10);
            output[at] = (byte)('0' + digit);
        }
    }
}
