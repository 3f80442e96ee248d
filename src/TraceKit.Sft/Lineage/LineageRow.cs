namespace TraceKit.Sft.Lineage;

/// <summary>The ancestry of one row: a line of <c>lineage.jsonl</c>.</summary>
public sealed record LineageRow
{
    /// <summary>The row's name: its split and its place in the file, such as <c>train:17</c>.</summary>
    public required string Row { get; init; }

    /// <summary>SHA-256 of the row's bytes, without the line feed.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Kind of row.</summary>
    public required string Kind { get; init; }

    /// <summary>What the split kept together with this row.</summary>
    public required string Group { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The task. Default: not recorded.</summary>
    public string? TaskId { get; init; }

    /// <summary>Whether the run succeeded. Default: unknown.</summary>
    public bool? Success { get; init; }

    /// <summary>Who says so. Default: nobody.</summary>
    public string? SuccessSource { get; init; }

    /// <summary>Of a model call of a learning run, what came of it. Default: another kind of row, or not recorded.</summary>
    public CallEffect? Effect { get; init; }

    /// <summary>The run file, relative to the folder that the dataset was built from.</summary>
    public required string File { get; init; }

    /// <summary>The run's seal: SHA-256 of all bytes before its end line.</summary>
    public required string Seal { get; init; }

    /// <summary>The run line's bytes, when the row holds something of it. Default: it does not.</summary>
    public SourceBytes? Header { get; init; }

    /// <summary>The events, in order.</summary>
    public required IReadOnlyList<SourceBytes> Src { get; init; }

    /// <summary>Earlier events whose histories the sources continue and which are no sources themselves. Default: none.</summary>
    public IReadOnlyList<SourceBytes>? Bases { get; init; }

    /// <summary>Where each value of the row came from.</summary>
    public required IReadOnlyList<MapEntry> Map { get; init; }
}
