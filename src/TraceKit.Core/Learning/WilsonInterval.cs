namespace TraceKit.Learning;

/// <summary>Wilson's interval for a share of few cases (E. B. Wilson, 1927).</summary>
internal static class WilsonInterval
{
    /// <summary>The quantile of the normal distribution that leaves 2.5 % above it.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The lower end of the 95 % interval; null without a share or without cases.</summary>
    public static double? Lower(double? share, int cases)
    {
        if (share is not { } p || cases <= 0)
        {
            return null;
        }

        double square = Z * Z / cases;
        double spread = Z * Math.Sqrt(((p * (1 - p)) + (square / 4)) / cases);
        return Math.Clamp((p + (square / 2) - spread) / (1 + square), 0, 1);
    }
}
