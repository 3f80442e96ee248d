using TraceKit.Sft.Lineage;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Building;

/// <summary>A row with its bytes, its place and where its values came from.</summary>
internal sealed record BuiltRow(CandidateRow Candidate, byte[] Bytes, string Sha256, IReadOnlyList<MapEntry> Map, string Group, string Split);
