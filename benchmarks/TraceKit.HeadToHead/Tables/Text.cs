using System.Globalization;

namespace TraceKit.HeadToHead.Tables;

/// <summary>How figures are written.</summary>
internal static class Text
{
    public static string Us(double us) => us < 10 ? Format(us, "F2") + " µs" : us < 100 ? Format(us, "F1") + " µs" : Format(us, "N0") + " µs";

    public static string Ratio(double ratio) => Format(ratio, ratio < 10 ? "F2" : "F0") + " ×";

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
