namespace TraceKit.Sft.Gates;

/// <summary>Ratio of two shares with its 95 % confidence interval on the logarithmic scale (Katz), half a case added to each cell when one is empty (Haldane).</summary>
internal static class RiskRatio
{
    private const double Z95 = 1.959963984540054;

    public static (double Ratio, double Low, double High) Of(int firstHits, int first, int secondHits, int second)
    {
        bool empty = firstHits == 0 || secondHits == 0;
        double add = empty ? 0.5 : 0;
        double total = empty ? 1 : 0;
        double a = firstHits + add, n = first + total, c = secondHits + add, m = second + total;
        double ratio = a / n / (c / m);
        double error = Math.Sqrt(Math.Max(0, (1 / a) - (1 / n) + (1 / c) - (1 / m)));
        return (ratio, Math.Exp(Math.Log(ratio) - (Z95 * error)), Math.Exp(Math.Log(ratio) + (Z95 * error)));
    }
}
