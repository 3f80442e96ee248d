using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TraceKit.Extensions.AI.Schemas;

/// <summary>One check of a value: walks schema and value together and stops at the first violation.</summary>
internal sealed class SchemaWalk(JsonElement root)
{
    private const int MaxDepth = 64;
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    private int _depth;

    /// <summary>Whether every keyword that was met is one that is checked.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The first violation as pointer and keyword, or null.</summary>
    public string? FirstViolation(JsonElement schema, JsonElement value, string at = "")
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.ValueKind == JsonValueKind.False ? Violation(at, "false") : null;
        }

        if (_depth >= MaxDepth)
        {
            IsComplete = false;
            return null;
        }

        _depth++;
        try
        {
            foreach (JsonProperty keyword in schema.EnumerateObject())
            {
                if (Check(schema, keyword, value, at) is { } violation)
                {
                    return violation;
                }
            }

            return null;
        }
        finally
        {
            _depth--;
        }
    }

    private string? Check(JsonElement schema, JsonProperty keyword, JsonElement value, string at) => keyword.Name switch
    {
        "type" => HasType(keyword.Value, value) ? null : Violation(at, "type"),
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? null : Violation(at, "enum"),
        "const" => JsonElement.DeepEquals(keyword.Value, value) ? null : Violation(at, "const"),
        "$ref" => Target(keyword.Value) is { } target ? FirstViolation(target, value, at) : null,
        "allOf" => keyword.Value.EnumerateArray().Select(part => FirstViolation(part, value, at)).FirstOrDefault(violation => violation is not null),
        "anyOf" => Matches(keyword.Value, value, at) > 0 ? null : Violation(at, "anyOf"),
        "oneOf" => Matches(keyword.Value, value, at) == 1 ? null : Violation(at, "oneOf"),
        "not" => FirstViolation(keyword.Value, value, at) is null ? Violation(at, "not") : null,
        _ => value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, keyword, value, at),
            JsonValueKind.Array => CheckArray(keyword, value, at),
            JsonValueKind.String => CheckString(keyword, value, at),
            JsonValueKind.Number => CheckNumber(schema, keyword, value, at),
            _ => Pass(keyword.Name),
        },
    };

    private string? CheckObject(JsonElement schema, JsonProperty keyword, JsonElement value, string at)
    {
        switch (keyword.Name)
        {
            case "required":
                // The boolean of draft 3 says nothing that could be checked here.
                return keyword.Value.ValueKind != JsonValueKind.Array ? Pass("draft-3 required") : keyword.Value.EnumerateArray()
                    .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                    .Select(name => Violation(Below(at, name.GetString()!), "required"))
                    .FirstOrDefault();
            case "properties":
                return keyword.Value.EnumerateObject()
                    .Select(property => value.TryGetProperty(property.Name, out JsonElement member) ? FirstViolation(property.Value, member, Below(at, property.Name)) : null)
                    .FirstOrDefault(violation => violation is not null);
            case "patternProperties":
                return value.EnumerateObject()
                    .SelectMany(member => keyword.Value.EnumerateObject().Where(pattern => Fits(pattern.Name, member.Name)).Select(pattern => FirstViolation(pattern.Value, member.Value, Below(at, member.Name))))
                    .FirstOrDefault(violation => violation is not null);
            case "additionalProperties":
                return value.EnumerateObject()
                    .Where(member => !IsDeclared(schema, member.Name))
                    .Select(member => keyword.Value.ValueKind == JsonValueKind.False ? Violation(Below(at, member.Name), "additionalProperties") : FirstViolation(keyword.Value, member.Value, Below(at, member.Name)))
                    .FirstOrDefault(violation => violation is not null);
            case "minProperties":
                return value.GetPropertyCount() >= keyword.Value.GetInt32() ? null : Violation(at, "minProperties");
            case "maxProperties":
                return value.GetPropertyCount() <= keyword.Value.GetInt32() ? null : Violation(at, "maxProperties");
            default:
                return Pass(keyword.Name);
        }
    }

    private string? CheckArray(JsonProperty keyword, JsonElement value, string at)
    {
        switch (keyword.Name)
        {
            case "items" when keyword.Value.ValueKind == JsonValueKind.Array:
                return keyword.Value.EnumerateArray().Zip(value.EnumerateArray())
                    .Select((pair, index) => FirstViolation(pair.First, pair.Second, Below(at, index)))
                    .FirstOrDefault(violation => violation is not null);
            case "items":
                return value.EnumerateArray()
                    .Select((item, index) => FirstViolation(keyword.Value, item, Below(at, index)))
                    .FirstOrDefault(violation => violation is not null);
            case "minItems":
                return value.GetArrayLength() >= keyword.Value.GetInt32() ? null : Violation(at, "minItems");
            case "maxItems":
                return value.GetArrayLength() <= keyword.Value.GetInt32() ? null : Violation(at, "maxItems");
            case "uniqueItems":
                JsonElement[] items = [.. value.EnumerateArray()];
                bool repeats = items.Index().Any(item => items.Take(item.Index).Any(before => JsonElement.DeepEquals(before, item.Item)));
                return keyword.Value.GetBoolean() && repeats ? Violation(at, "uniqueItems") : null;
            default:
                return Pass(keyword.Name);
        }
    }

    private string? CheckString(JsonProperty keyword, JsonElement value, string at) => keyword.Name switch
    {
        "minLength" => value.GetString()!.Length >= keyword.Value.GetInt32() ? null : Violation(at, "minLength"),
        "maxLength" => value.GetString()!.Length <= keyword.Value.GetInt32() ? null : Violation(at, "maxLength"),
        "pattern" => Fits(keyword.Value.GetString()!, value.GetString()!) ? null : Violation(at, "pattern"),
        _ => Pass(keyword.Name),
    };

    private string? CheckNumber(JsonElement schema, JsonProperty keyword, JsonElement value, string at) => keyword.Name switch
    {
        "minimum" when IsTrue(schema, "exclusiveMinimum") => Number(value) > Number(keyword.Value) ? null : Violation(at, "minimum"),
        "maximum" when IsTrue(schema, "exclusiveMaximum") => Number(value) < Number(keyword.Value) ? null : Violation(at, "maximum"),
        "minimum" => Number(value) >= Number(keyword.Value) ? null : Violation(at, "minimum"),
        "maximum" => Number(value) <= Number(keyword.Value) ? null : Violation(at, "maximum"),
        "exclusiveMinimum" when keyword.Value.ValueKind == JsonValueKind.Number => Number(value) > Number(keyword.Value) ? null : Violation(at, keyword.Name),
        "exclusiveMaximum" when keyword.Value.ValueKind == JsonValueKind.Number => Number(value) < Number(keyword.Value) ? null : Violation(at, keyword.Name),
        "multipleOf" => Number(value) % Number(keyword.Value) == 0 ? null : Violation(at, "multipleOf"),
        _ => Pass(keyword.Name),
    };

    /// <summary>Passes over what asserts nothing of this value, and remembers what asserts something that is not checked.</summary>
    private string? Pass(string keyword)
    {
        if (keyword is "if" or "then" or "else" or "contains" or "minContains" or "maxContains" or "prefixItems" or "additionalItems" or "dependencies"
            or "dependentRequired" or "dependentSchemas" or "propertyNames" or "unevaluatedItems" or "unevaluatedProperties" or "$dynamicRef" or "$recursiveRef"
            or "draft-3 required")
        {
            IsComplete = false;
        }

        return null;
    }

    private int Matches(JsonElement schemas, JsonElement value, string at) =>
        schemas.EnumerateArray().Count(schema => FirstViolation(schema, value, at) is null);

    private bool HasType(JsonElement type, JsonElement value) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => HasType(one, value))
            : type.GetString() switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "number" => value.ValueKind == JsonValueKind.Number,
                "integer" => value.ValueKind == JsonValueKind.Number && value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "null" => value.ValueKind == JsonValueKind.Null,
                _ => Unknown(),
            };

    /// <summary>A type that JSON Schema does not have, such as <c>float</c>, refuses nothing and proves nothing.</summary>
    private bool Unknown()
    {
        IsComplete = false;
        return true;
    }

    private bool IsDeclared(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out JsonElement patterns) && patterns.EnumerateObject().Any(pattern => Fits(pattern.Name, name)));

    /// <summary>The schema that a reference names. One that leads out of the document is not followed.</summary>
    private JsonElement? Target(JsonElement reference)
    {
        string text = reference.GetString()!;
        JsonElement target = root;
        if (text == "#")
        {
            return target;
        }

        bool found = text.StartsWith("#/", StringComparison.Ordinal);
        foreach (string part in found ? text[2..].Split('/') : [])
        {
            string name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            found = found && target.ValueKind == JsonValueKind.Object && target.TryGetProperty(name, out target);
        }

        IsComplete &= found;
        return found ? target : null;
    }

    private bool Fits(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternTime);
        }
        catch (RegexMatchTimeoutException)
        {
            IsComplete = false;
            return true;
        }
    }

    private static bool IsTrue(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static decimal Number(JsonElement value) => value.GetDecimal();

    private static string Violation(string at, string keyword) => $"{(at.Length == 0 ? "/" : at)} {keyword}";

    private static string Below(string at, string name) =>
        $"{at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string Below(string at, int index) => string.Create(CultureInfo.InvariantCulture, $"{at}/{index}");
}
