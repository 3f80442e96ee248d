using System.Text.Json.Serialization;
using TraceKit.Learning.Stories;
using TraceKit.Sft.Auditing;
using TraceKit.Sft.Checking;

namespace TraceKit.Cli.Documents;

/// <summary>How <c>--json</c> writes: snake_case, members in the order of the records, what is unknown as null.</summary>
[JsonSerializable(typeof(ShowDocument))]
[JsonSerializable(typeof(LsDocument))]
[JsonSerializable(typeof(ValidateDocument))]
[JsonSerializable(typeof(StatsDocument))]
[JsonSerializable(typeof(RecoverDocument))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(LearnImportDocument))]
[JsonSerializable(typeof(PlotDocument))]
[JsonSerializable(typeof(LearningComparison))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(BuildDocument))]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(AuditResult))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = true,
    MaxDepth = 128)]
internal sealed partial class CliJson : JsonSerializerContext;
