namespace TraceKit.Learning.Rendering;

/// <summary>What a point of the F1 curve is.</summary>
internal enum CurveMark
{
    /// <summary>The rules as they are.</summary>
    State,

    /// <summary>An audit or a pruning.</summary>
    Cleaning,

    /// <summary>A candidate that was not kept: beside the curve.</summary>
    NotKept,
}
