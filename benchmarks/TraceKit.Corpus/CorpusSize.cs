namespace TraceKit.Corpus;

/// <summary>What a corpus came to.</summary>
/// <param name="Runs">Run files.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Bytes">Bytes of the files.</param>
/// <param name="Succeeded">Runs whose environment says that they succeeded.</param>
public sealed record CorpusSize(int Runs, long Events, long Bytes, int Succeeded);
