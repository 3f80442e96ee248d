namespace TraceKit.OpenTelemetry.Otlp.Sending;

/// <summary>What became of one attempt to send a request.</summary>
internal enum OtlpVerdict
{
    /// <summary>It was taken; some of it may have been rejected.</summary>
    Taken,

    /// <summary>It may go through later.</summary>
    TryAgain,

    /// <summary>It is too large for the server; smaller parts may go through.</summary>
    TooLarge,

    /// <summary>This request is refused; another may go through.</summary>
    Refused,

    /// <summary>The endpoint refuses whatever it is sent.</summary>
    Hopeless,
}

/// <summary>The answer to one attempt.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">Why, for a person; of a request that was taken, what is odd about the answer. Default: nothing to say.</param>
internal sealed record OtlpAnswer(OtlpVerdict Verdict, string? Reason = null)
{
    /// <summary>How many items the server says that it rejected. Default: 0.</summary>
    public long Rejected { get; init; }

    /// <summary>How long the server asks to wait. Default: it does not say.</summary>
    public TimeSpan? Wait { get; init; }
}
