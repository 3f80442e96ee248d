using System.Text.Json;
using TraceKit.Sft.Gates;
using TraceKit.Sft.Lineage;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Formats;

/// <summary>What one trainer wants its rows to look like.</summary>
internal interface ITargetFormat
{
    /// <summary>Name in recipes and on the command line.</summary>
    string Name { get; }

    /// <summary>The loader whose rules <see cref="SchemaProblems"/> checks, with its version.</summary>
    string Loader { get; }

    /// <summary>How many messages of a row the target can express without training a turn that is not to be trained: all, or those before it.</summary>
    int Expressible(CandidateRow row);

    /// <summary>Writes a row, and says where each of its values came from.</summary>
    void Write(CandidateRow row, Utf8JsonWriter json, List<MapEntry> map);

    /// <summary>FMT-01: what the loader would refuse or change in a row.</summary>
    IEnumerable<RowProblem> SchemaProblems(JsonElement row);
}
