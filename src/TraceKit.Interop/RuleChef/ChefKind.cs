namespace TraceKit.Interop.RuleChef;

/// <summary>What a file of RuleChef is, by its content.</summary>
internal enum ChefKind
{
    /// <summary>The training log: one model call, or decision about a patch, a line.</summary>
    Log,

    /// <summary>The phases of a benchmark with their curves.</summary>
    History,

    /// <summary>What a benchmark came to, with curves and final rules.</summary>
    Results,

    /// <summary>The data set with the rules that are in force.</summary>
    Dataset,

    /// <summary>The history once more, with the names of the phases.</summary>
    Summary,

    /// <summary>The settings of a benchmark.</summary>
    Settings,
}
