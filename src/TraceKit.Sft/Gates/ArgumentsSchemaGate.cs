using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace TraceKit.Sft.Gates;

/// <summary>TOOL-03: the arguments of every call meet the JSON Schema that its tool declares.</summary>
/// <remarks>Values out of an enumeration or a format are warnings: the model chose them, and the tool may have taken them.</remarks>
internal sealed class ArgumentsSchemaGate : IRowGate
{
    private static readonly ValidationErrorKind[] Mild =
    [
        ValidationErrorKind.NotInEnumeration, ValidationErrorKind.DateTimeExpected, ValidationErrorKind.DateExpected, ValidationErrorKind.TimeExpected,
        ValidationErrorKind.EmailExpected, ValidationErrorKind.UriExpected, ValidationErrorKind.IpV4Expected, ValidationErrorKind.IpV6Expected,
        ValidationErrorKind.GuidExpected, ValidationErrorKind.HostnameExpected, ValidationErrorKind.UuidExpected, ValidationErrorKind.Base64Expected,
        ValidationErrorKind.TimeSpanExpected,
    ];

    private readonly Dictionary<string, JsonSchema?> _schemas = new(StringComparer.Ordinal);

    public string Id => "TOOL-03";

    public string Title => "arguments meet their schema";

    public bool Applies(RowView row) => row.Tools is not null && row.Messages.Any(message => message.Calls.Count > 0);

    public IEnumerable<RowProblem> Problems(RowView row)
    {
        foreach (CallView call in row.Messages.SelectMany(message => message.Calls))
        {
            string at = call.Pointer + "/function/arguments";
            if (ParametersOf(row, call.Name) is not { } parameters)
            {
                continue;
            }

            if (SchemaOf(parameters) is not { } schema)
            {
                yield return new RowProblem("/tools", $"the parameters of '{call.Name}' are no JSON Schema that can be read");
                continue;
            }

            foreach (ValidationError error in Validate(schema, call.ArgumentsText))
            {
                yield return new RowProblem(at, $"{error.Path ?? "#"}: {error.Kind}", Mild.Contains(error.Kind));
            }
        }
    }

    private static string? ParametersOf(RowView row, string? name)
    {
        foreach (JsonElement tool in row.Tools ?? [])
        {
            if (name is not null && DeclaredToolGate.NameOf(tool) == name)
            {
                return tool.GetProperty("function").TryGetProperty("parameters", out JsonElement parameters) ? parameters.GetRawText() : null;
            }
        }

        return null;
    }

    private static IEnumerable<ValidationError> Validate(JsonSchema schema, string? arguments)
    {
        if (arguments is null)
        {
            return [];
        }

        try
        {
            // Dates stay the text that the model wrote.
            using var reader = new Newtonsoft.Json.JsonTextReader(new StringReader(arguments)) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None, MaxDepth = 64 };
            return schema.Validate(JToken.ReadFrom(reader));
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return []; // TOOL-02 has said it.
        }
    }

    private JsonSchema? SchemaOf(string parameters)
    {
        if (_schemas.TryGetValue(parameters, out JsonSchema? schema))
        {
            return schema;
        }

        try
        {
            schema = PointsElsewhere(parameters) ? null : JsonSchema.FromJsonAsync(parameters).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (failure is Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            schema = null;
        }

        return _schemas[parameters] = schema;
    }

    /// <summary>A schema that refers to a file or an address is not followed: looking at a row must not open either.</summary>
    private static bool PointsElsewhere(string parameters)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(parameters));
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("$ref"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !reader.ValueSpan.StartsWith("#"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
