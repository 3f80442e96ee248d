using System.Globalization;

namespace TraceKit.Learning.Rendering;

/// <summary>Numbers of learning as people read them.</summary>
internal static class StoryNumbers
{
    /// <summary>A share: <c>53.3%</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0}%");

    /// <summary>A change of a share, with its sign: <c>+0.245</c>.</summary>
    public static string Delta(double change) => string.Create(CultureInfo.InvariantCulture, $"{(Math.Abs(change) < 0.0005 ? 0 : change):+0.000;-0.000;+0.000}");

    /// <summary>A coordinate of a picture.</summary>
    public static string Point(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
