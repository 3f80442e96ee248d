namespace TraceKit.Interop.Importing;

/// <summary>A clock that shows the time of the foreign record at hand. It never goes backwards and never moves by itself.</summary>
internal sealed class ImportClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Moves the clock to a record's time.</summary>
    /// <returns>Whether the clock shows that time now; false when it is before the time already shown.</returns>
    public bool Advance(DateTimeOffset time)
    {
        if (time < _now)
        {
            return false;
        }

        _now = time.ToUniversalTime();
        return true;
    }
}
