using System.Globalization;
using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Writing;

/// <summary>How runs are shown, as somebody said it; what nobody says is found in the standard environment variables.</summary>
/// <param name="Profile">The version of the conventions. Null: not said.</param>
/// <param name="RecordContent">Whether content is wanted. Null: not said.</param>
/// <param name="MaxContentLength">The longest content. Null: not said.</param>
internal sealed record SpanSettings(GenAiProfile? Profile = null, bool? RecordContent = null, int? MaxContentLength = null)
{
    private const string OptIn = "OTEL_SEMCONV_STABILITY_OPT_IN";
    private const string Latest = "gen_ai_latest_experimental";
    private const string Capture = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary>The profile in force.</summary>
    public GenAiProfile InForce => Profile ?? GenAiProfile.Version141;

    /// <summary>The content in force.</summary>
    public SpanContent Content => new(RecordContent ?? false, MaxContentLength ?? SpanContent.DefaultMaxLength);

    /// <summary>What the environment says where these say nothing; content never gets longer than the limits of attributes allow, as those cut within a text.</summary>
    /// <param name="read">Reads a variable.</param>
    public SpanSettings WithEnvironment(Func<string, string?> read) => new(
        Profile ?? (Words(read(OptIn)).Contains(Latest, StringComparer.Ordinal) ? GenAiProfile.Latest : null),
        RecordContent ?? Captures(read(Capture)),
        Least(MaxContentLength, Number(read("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT")) ?? Number(read("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"))));

    /// <summary>These, where they say something, else the others.</summary>
    public SpanSettings Over(SpanSettings others) => new(Profile ?? others.Profile, RecordContent ?? others.RecordContent, MaxContentLength ?? others.MaxContentLength);

    /// <summary>Both dialects: that of .NET says true, that of Python where content goes. What is neither asks for nothing.</summary>
    private static bool? Captures(string? value) => value?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "TRUE" or "SPAN_ONLY" or "SPAN_AND_EVENT" => true,
        _ => false,
    };

    private static string[] Words(string? value) => value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static int? Least(int? said, int? limit) => limit is { } most ? Math.Min(said ?? SpanContent.DefaultMaxLength, most) : said;
}
