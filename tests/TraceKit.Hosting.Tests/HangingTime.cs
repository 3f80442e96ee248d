namespace TraceKit.Hosting.Tests;

/// <summary>A clock that hangs whoever asks it: under the run's lock it stands for a disk that hangs.</summary>
internal sealed class HangingTime : TimeProvider
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private volatile bool _wasAsked;

    /// <summary>Whether somebody asked while it hung.</summary>
    public bool WasAsked => _wasAsked;

    public void Hang() => _open.Reset();

    public void GoOn() => _open.Set();

    public override long GetTimestamp()
    {
        _wasAsked |= !_open.IsSet;
        _open.Wait();
        return base.GetTimestamp();
    }
}
