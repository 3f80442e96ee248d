namespace TraceKit.Collection;

/// <summary>The run or decision that is ambient in the current flow, where the author has made one so with <see cref="TraceKitTraceScopeExtensions.Enter"/>.</summary>
/// <remarks>It flows with <c>await</c> and into tasks that are started, and has nothing to do with <see cref="System.Diagnostics.Activity.Current"/>.</remarks>
public static class TraceScope
{
    private static readonly AsyncLocal<ITraceScope?> Ambient = new();

    /// <summary>The ambient run or decision, or null.</summary>
    public static ITraceScope? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>Finds what a call is recorded in: what was passed to it, else what is ambient.</summary>
    /// <param name="given">What was passed. Default: nothing.</param>
    /// <returns>The run or decision, or null when there is none or it records nothing.</returns>
    public static ITraceScope? Find(ITraceScope? given = null) => (given ?? Ambient.Value) is { IsRecording: true } scope ? scope : null;

    internal static IDisposable Enter(ITraceScope scope)
    {
        var entered = new Entered(Ambient.Value);
        Ambient.Value = scope;
        return entered;
    }

    private sealed class Entered(ITraceScope? before) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Ambient.Value = before;
            }
        }
    }
}
