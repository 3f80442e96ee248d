using TraceKit.Sft.Datasets;

namespace TraceKit.Cli.Documents;

/// <summary>What <c>sft build --json</c> writes: the folder, and the report that is in it.</summary>
internal sealed record BuildDocument(string Dataset, DatasetReport Report);
