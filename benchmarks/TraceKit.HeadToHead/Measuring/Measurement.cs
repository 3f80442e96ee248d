using System.Text.Json.Serialization;

namespace TraceKit.HeadToHead.Measuring;

/// <summary>What one child process says about its round.</summary>
internal sealed record Measurement
{
    /// <summary>Processor time of the whole process for an event, from the first call to the end of closing, in microseconds.</summary>
    public required double CpuUs { get; init; }

    /// <summary>Wall time for an event, closing included, in microseconds.</summary>
    public required double WallUs { get; init; }

    /// <summary>Times of single calls, in microseconds.</summary>
    public required double P50Us { get; init; }

    /// <inheritdoc cref="P50Us"/>
    public required double P99Us { get; init; }

    /// <inheritdoc cref="P50Us"/>
    public required double P999Us { get; init; }

    /// <summary>Managed bytes that an event costs; null where the runtime does not tell.</summary>
    public double? Bytes { get; init; }

    /// <summary>The most memory that the process had, in MiB.</summary>
    public required double PeakMiB { get; init; }

    /// <summary>Events that did not arrive although nobody was killed; set by the parent, who counts them.</summary>
    public long Missing { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Measurement))]
internal sealed partial class MeasurementJson : JsonSerializerContext;
