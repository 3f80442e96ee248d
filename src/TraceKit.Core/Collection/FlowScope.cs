namespace TraceKit.Collection;

/// <summary>The run or decision that is open in the current flow, by who started it. Known only where a companion asks for it.</summary>
/// <remarks>
/// It goes where <see cref="System.Diagnostics.Activity.Current"/> would go and needs no activity: foreign spans are recorded where they
/// happen, and no span of ours comes between those of the user. <see cref="TraceScope"/> is what the author says; this is what happens.
/// </remarks>
internal static class FlowScope
{
    private static readonly AsyncLocal<Place?> Here = new();
    private static readonly AsyncLocal<bool> InCall = new();

    /// <summary>The innermost one that is open, or null.</summary>
    public static ITraceScope? Current => Open(Here.Value)?.Scope;

    /// <summary>Whether the flow is inside a model call that a wrapper records.</summary>
    public static bool IsCallRecorded => InCall.Value;

    /// <summary>Makes one current.</summary>
    public static Place Enter(ITraceScope scope)
    {
        var place = new Place(scope, Open(Here.Value));
        Here.Value = place;
        return place;
    }

    /// <summary>Says that what follows in this asynchronous method is a model call that is recorded already.</summary>
    public static void EnterRecordedCall()
    {
        if (Here.Value is not null || TraceScope.Current is not null)
        {
            InCall.Value = true;
        }
    }

    /// <summary>Gives the place back in the flow that leaves; other flows see that it is left.</summary>
    public static void Leave(Place? place)
    {
        if (place is not null)
        {
            place.IsLeft = true;
            if (Here.Value is { IsLeft: true } left)
            {
                Here.Value = Open(left);
            }
        }
    }

    private static Place? Open(Place? place)
    {
        while (place is { IsLeft: true })
        {
            place = place.Outer;
        }

        return place;
    }

    /// <summary>A run or decision, and the one around it.</summary>
    internal sealed class Place(ITraceScope scope, Place? outer)
    {
        private volatile bool _isLeft;

        public ITraceScope Scope => scope;

        public Place? Outer => outer;

        public bool IsLeft
        {
            get => _isLeft;
            set => _isLeft = value;
        }
    }
}
