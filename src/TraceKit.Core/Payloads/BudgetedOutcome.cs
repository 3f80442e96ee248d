namespace TraceKit.Payloads;

/// <summary>What became of work that had a budget.</summary>
internal enum BudgetedOutcome
{
    /// <summary>It came to an end in time.</summary>
    Done,

    /// <summary>It did not, and may go on for ever.</summary>
    TimedOut,

    /// <summary>It was not begun: every thread is busy or stuck.</summary>
    NoThread,
}
