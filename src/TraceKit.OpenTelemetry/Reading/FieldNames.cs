using TraceKit.OpenTelemetry.Conventions;

namespace TraceKit.OpenTelemetry.Reading;

/// <summary>Names under which understood facts are kept that have no place in an event: those of the newest conventions, without <c>gen_ai.</c>.</summary>
internal static class FieldNames
{
    private const string Prefix = "gen_ai.";

    public static string Of(GenAiField field) =>
        GenAiProfile.All.Reverse().Select(profile => profile.Key(field)).FirstOrDefault(key => key is not null) is { } key ? Short(key) : field.ToString();

    public static string Short(string key) => key.StartsWith(Prefix, StringComparison.Ordinal) ? key[Prefix.Length..] : key;
}
