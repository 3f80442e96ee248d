namespace TraceKit.Cli.Output;

/// <summary>A column of a <see cref="Grid"/>.</summary>
internal sealed record GridColumn(string Title)
{
    /// <summary>Whether its cells end at the same place.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether its text may be cut. One column of a grid at most.</summary>
    public bool IsFlexible { get; init; }

    /// <summary>When columns must go for want of room, the greatest number goes first. Default: it stays.</summary>
    public int GoesAt { get; init; }
}
