using TraceKit.OpenTelemetry.Conventions;
using TraceKit.OpenTelemetry.Otlp;

namespace TraceKit.Cli.Commands.Export;

/// <summary>What a user wants exported, and where to.</summary>
internal sealed record ExportSettings
{
    public required string Path { get; init; }

    public required GenAiProfile Profile { get; init; }

    public required bool Content { get; init; }

    /// <summary>Only runs that started then or later. Default: all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The file to write. Default: none, it is sent.</summary>
    public string? Out { get; init; }

    public required OtlpSettings Otlp { get; init; }
}
