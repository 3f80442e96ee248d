namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>How long to wait before an attempt.</summary>
internal static class Backoff
{
    private const double Spread = 0.2;
    private const int MostDoublings = 30;

    /// <param name="options">The bounds.</param>
    /// <param name="attempts">How many attempts there were.</param>
    /// <param name="asked">What the server asks for; it is never undercut and never exceeds the longest wait.</param>
    /// <param name="dice">A number from 0 to 1.</param>
    public static TimeSpan After(OtlpSenderOptions options, int attempts, TimeSpan? asked, double dice)
    {
        double doubled = options.FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, MostDoublings)) * (1 - Spread + (2 * Spread * dice));
        double wanted = Math.Max(doubled, asked?.TotalMilliseconds ?? 0);
        return TimeSpan.FromMilliseconds(Math.Min(wanted, options.MaxDelay.TotalMilliseconds));
    }
}
