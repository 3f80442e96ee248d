using System.Buffers.Text;

namespace TraceKit.Contract.Writing;

/// <summary>Numbers of at most three digits after the point, such as milliseconds and prices, without the search for the shortest text that reads the same.</summary>
internal static class ShortNumber
{
    /// <summary>So many thousandths have no more digits than a double tells apart, and are written without an exponent.</summary>
    private const double Most = 1e15;

    /// <summary>Writes a number.</summary>
    /// <returns>Whether it is such a number; zero is left out, for it has a sign.</returns>
    public static bool TryFormat(double value, Span<byte> output, out int length)
    {
        double thousandths = value * 1000;
        length = 0;
        if (!(Math.Abs(thousandths) < Most) || thousandths == 0)
        {
            return false;
        }

        long whole = (long)thousandths;
        if (whole != thousandths || whole / 1000.0 != value)
        {
            return false;
        }

        if (whole < 0)
        {
            output[length++] = (byte)'-';
            whole = -whole;
        }

        (whole, long fraction) = Math.DivRem(whole, 1000);
        Utf8Formatter.TryFormat(whole, output[length..], out int digits);
        length += digits;
        length += Fraction(fraction, output[length..]);
        return true;
    }

    private static int Fraction(long thousandths, Span<byte> output)
    {
        if (thousandths == 0)
        {
            return 0;
        }

        output[0] = (byte)'.';
        output[1] = (byte)('0' + (thousandths / 100));
        output[2] = (byte)('0' + (thousandths / 10 % 10));
        output[3] = (byte)('0' + (thousandths % 10));
        return thousandths % 100 == 0 ? 2 : thousandths % 10 == 0 ? 3 : 4;
    }
}
