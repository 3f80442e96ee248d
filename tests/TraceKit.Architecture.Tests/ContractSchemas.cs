using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Collection;
using TraceKit.Contract;
using TraceKit.Contract.Rules;
using TraceKit.RunFiles;

namespace TraceKit.Architecture.Tests;

/// <summary>Generates a JSON Schema (draft 2020-12) of each record of the run file and of the data of each event type.</summary>
internal static class ContractSchemas
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Assembly Core = typeof(TraceRun).Assembly;

    private static readonly XmlDocs Docs = XmlDocs.Of(Core);

    /// <summary>The event types with the versions that can be read, in the order of their C# names.</summary>
    public static List<VersionedContract> History { get; } = [];

    /// <summary>The text of each schema, by its file's name.</summary>
    public static SortedDictionary<string, string> All { get; } = Generate();

    private static SortedDictionary<string, string> Generate()
    {
        var schemas = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (Type record in new[] { typeof(RunHeader), typeof(RunGap), typeof(RunEnd) })
        {
            string kind = record == typeof(RunHeader) ? "run" : record == typeof(RunGap) ? "gap" : "end";
            schemas[$"line.{kind}.schema.json"] = Text(Of(RunFileContract(record), $"A line of kind '{kind}'. "), $"line.{kind}");
        }

        schemas["line.event.schema.json"] = Text(EventLine(), "line.event");
        schemas["learning_story.v1.schema.json"] = Text(Of(InternalContract("TraceKit.Learning.Stories.StoryJson", typeof(Learning.Stories.LearningStory)), "A story file, <dataset>.trace.json. "), "learning_story.v1");
        foreach (Type type in Core.GetExportedTypes().Where(IsEvent))
        {
            object eventType = type.GetProperty("EventType", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            string name = (string)eventType.GetType().GetProperty("Name")!.GetValue(eventType)!;
            int version = (int)eventType.GetType().GetProperty("Version")!.GetValue(eventType)!;
            int oldest = (int)eventType.GetType().GetProperty("OldestVersion")!.GetValue(eventType)!;
            History.Add(new VersionedContract(name, version, oldest));
            var contract = (JsonTypeInfo)eventType.GetType().GetProperty("Json")!.GetValue(eventType)!;
            schemas[$"{name}.v{version}.schema.json"] = Text(Of(contract, $"The data of an event of type '{name}', version {version}. "), $"{name}.v{version}");
        }

        return schemas;
    }

    /// <summary>The envelope, which is written and read member by member and so has no contract of its own.</summary>
    private static JsonObject EventLine()
    {
        static JsonObject Member(string property, JsonNode type) => new()
        {
            ["description"] = Docs.Summary(typeof(Reading.RecordedEvent), property),
            ["type"] = type,
        };

        return new JsonObject
        {
            ["description"] = "A line of kind 'event': the envelope around the data, which has a schema of its own by type and version.",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["kind"] = new JsonObject { ["const"] = "event" },
                ["run_id"] = Member("RunId", "string"),
                ["seq"] = Member("Seq", "integer"),
                ["time"] = Member("Time", "string"),
                ["step"] = Member("Step", "integer"),
                ["role"] = Member("Role", "string"),
                ["type"] = Member("Type", "string"),
                ["version"] = Member("Version", "integer"),
                ["answers"] = Member("Answers", "integer"),
                ["decision"] = Member("Decision", "integer"),
                ["span_id"] = Member("SpanId", "string"),
                ["parent_span_id"] = Member("ParentSpanId", "string"),
                ["parsed"] = Member("Parsed", "string"),
                ["parsed_at"] = Member("ParsedAt", "array"),
                ["origin"] = Of(RunFileContract(typeof(EventOrigin)), string.Empty),
                ["blobs"] = new JsonObject
                {
                    ["description"] = Docs.Summary(typeof(Reading.RecordedEvent), "Blobs"),
                    ["type"] = "array",
                    ["items"] = Of(RunFileContract(typeof(Payloads.BlobReference)), string.Empty),
                },
                ["base"] = Of(RunFileContract(typeof(Payloads.HistoryBase)), string.Empty),
                ["replaced"] = Member("ReplacedCharacters", "integer"),
                ["truncated"] = Member("IsTruncated", "object"),
                ["data"] = new JsonObject { ["description"] = Docs.Summary(typeof(Reading.RecordedEvent), "Data") },
                ["crc"] = new JsonObject { ["description"] = "Checksum of the line.", ["type"] = "string" },
            },
            ["required"] = new JsonArray("kind", "run_id", "seq", "time", "type", "version", "data", "crc"),
            ["additionalProperties"] = false,
        };
    }

    private static bool IsEvent(Type type) =>
        !type.IsAbstract && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITraceEvent<>));

    private static JsonTypeInfo RunFileContract(Type record) => InternalContract("TraceKit.RunFiles.RunFilesJson", record);

    private static JsonTypeInfo InternalContract(string contextName, Type record)
    {
        Type context = Core.GetType(contextName, throwOnError: true)!;
        object instance = context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return ((System.Text.Json.Serialization.JsonSerializerContext)instance).GetTypeInfo(record)!;
    }

    private static JsonObject Of(JsonTypeInfo contract, string prefix)
    {
        JsonNode schema = JsonSchemaExporter.GetJsonSchemaAsNode(contract, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        });
        var described = (JsonObject)schema;
        described.Insert(0, "description", prefix + Docs.Summary(contract.Type));
        return described;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is JsonObject record && context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            foreach (FlagRule rule in FlagRule.Of(context.TypeInfo))
            {
                rule.Describe(record);
            }
        }

        if (context.PropertyInfo is not { } member)
        {
            return node;
        }

        // Any JSON is the schema 'true', which has no room for a description.
        JsonObject schema = node as JsonObject ?? [];
        schema.Insert(0, "description", Docs.Summary(member.DeclaringType, (member.AttributeProvider as MemberInfo)?.Name ?? member.Name));
        foreach (ValueRule rule in ValueRule.Of(ContractAttributes.Of(member)))
        {
            rule.Describe(schema);
        }

        return schema;
    }

    private static string Text(JsonObject schema, string id)
    {
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", $"urn:tracekit:1:{id}");
        return schema.ToJsonString(Indented) + "\n";
    }
}
