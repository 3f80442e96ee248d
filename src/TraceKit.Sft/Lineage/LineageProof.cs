using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceKit.Reading;
using TraceKit.Sft.Formats;
using TraceKit.Sft.Recipes;
using TraceKit.Sft.Rows;

namespace TraceKit.Sft.Lineage;

/// <summary>Proves one row: its sources are where the lineage says, with the bytes that it says, and give the row's values once more.</summary>
internal static class LineageProof
{
    /// <summary>Checks that the bytes of a row's sources are in the run.</summary>
    public static IEnumerable<string> SourceProblems(LineageRow lineage, RecordedRun run)
    {
        if (!string.Equals(run.End?.Sha256, lineage.Seal, StringComparison.Ordinal))
        {
            yield return $"the run {lineage.RunId} in {lineage.File} has the seal {run.End?.Sha256 ?? "(none)"}, the lineage says {lineage.Seal}";
        }

        foreach (SourceBytes source in lineage.Src.Concat(lineage.Bases ?? []))
        {
            RecordedEvent? recorded = Find(source, run);
            if (recorded is null)
            {
                yield return $"{source.Address} is not in {lineage.File}";
            }
            else if (recorded.Offset != source.Offset || recorded.Line.Length != source.Length)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{source.Address} lies at byte {recorded.Offset}, {recorded.Line.Length} long; the lineage says {source.Offset}, {source.Length}");
            }
            else if (!string.Equals(recorded.Sha256, source.Sha256, StringComparison.Ordinal))
            {
                yield return $"{source.Address} was changed: the SHA-256 of its bytes is {recorded.Sha256}, the lineage says {source.Sha256}";
            }
            else if (recorded.IsIncomplete || !recorded.Blobs.SequenceEqual(source.Blobs ?? []))
            {
                yield return $"{source.Address} misses a part of its data that lies beside the file, or in an earlier event";
            }
        }

        if (lineage.Header is { } header && !string.Equals(header.Sha256, Hashes.Of(run.HeaderLine.Span), StringComparison.Ordinal))
        {
            yield return $"the run line of {lineage.RunId} was changed";
        }
    }

    /// <summary>Makes each value of the row once more from its source and compares; values that no source gives are problems too.</summary>
    public static IEnumerable<string> ValueProblems(LineageRow lineage, JsonElement row, RecordedRun run, SftRecipe recipe)
    {
        foreach (MapEntry entry in lineage.Map)
        {
            if (JsonPointer.Find(row, entry.To) is not { } actual)
            {
                yield return $"{entry.To} is not in the row";
            }
            else if (Derive(entry, run, recipe) is not { } expected)
            {
                yield return $"{entry.To} cannot be derived: {entry.From} is not in {SourceName(entry, lineage)}";
            }
            else if (!Same(actual, expected))
            {
                yield return $"{entry.To} differs from {entry.From} of {SourceName(entry, lineage)}";
            }
        }

        HashSet<string> mapped = [.. lineage.Map.Select(entry => entry.To)];
        foreach (string pointer in TextPointers(row).Where(pointer => !mapped.Contains(pointer)))
        {
            yield return $"{pointer} has no source: the lineage does not cover it";
        }
    }

    private static RecordedEvent? Find(SourceBytes source, RecordedRun run) =>
        Contract.EventAddress.TryParse(source.Address, out Contract.EventAddress address) && address.RunId == run.RunId && address.Seq < run.Events.Count
            ? run.Events[(int)address.Seq]
            : null;

    private static string? Derive(MapEntry entry, RecordedRun run, SftRecipe recipe)
    {
        if (entry.Op == Operations.Recipe)
        {
            return recipe.SystemPrompts.GetValueOrDefault(entry.From.Split('/')[^1]);
        }

        if (entry.Op == Operations.Tools)
        {
            return run.Header.Tools is { } tools ? ToolText(tools) : null;
        }

        if (entry.Seq is not { } seq || seq < 0 || seq >= run.Events.Count)
        {
            return null;
        }

        RecordedEvent recorded = run.Events[(int)seq];
        if (entry is { Op: Operations.JsonText, From: "/data" })
        {
            return Encoding.UTF8.GetString(recorded.Data.Span);
        }

        using var document = JsonDocument.Parse(entry.From.StartsWith(Data, StringComparison.Ordinal) ? recorded.Data : recorded.Line);
        JsonElement? value = JsonPointer.Find(document.RootElement, entry.From.StartsWith(Data, StringComparison.Ordinal) ? entry.From[(Data.Length - 1)..] : entry.From);
        return entry.Op switch
        {
            Operations.Identity => value switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Null } or null => Null,
                _ => null,
            },
            Operations.NullAsEmpty => value is null or { ValueKind: JsonValueKind.Null } ? string.Empty : null,
            Operations.Substring => Part(value, entry),
            _ => null,
        };
    }

    /// <summary>How pointers into the data begin, which may lie in more places than the line.</summary>
    private const string Data = "/data/";

    private const string Null = "\0null";

    private static string? Part(JsonElement? value, MapEntry entry) =>
        value is { ValueKind: JsonValueKind.String } text
        && text.GetString() is { } whole
        && entry is { Start: >= 0 and var start, Length: >= 0 and var length }
        && start + length <= whole.Length
            ? whole.Substring(start, length)
            : null;

    private static bool Same(JsonElement actual, string expected) => actual.ValueKind switch
    {
        JsonValueKind.String => string.Equals(actual.GetString(), expected, StringComparison.Ordinal),
        JsonValueKind.Null => expected == Null,
        JsonValueKind.Array => string.Equals(actual.GetRawText(), expected, StringComparison.Ordinal),
        _ => false,
    };

    private static string ToolText(IReadOnlyList<Tools.ToolDefinition> tools)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, RowWriter.Options))
        {
            RowWriter.Tools(json, tools);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string SourceName(MapEntry entry, LineageRow lineage) =>
        entry.Seq is { } seq ? new Contract.EventAddress(lineage.RunId, seq).ToString() : entry.Op == Operations.Recipe ? "the recipe" : $"the run line of {lineage.RunId}";

    /// <summary>The texts of a row that a model reads or learns: contents, calls, tools.</summary>
    private static IEnumerable<string> TextPointers(JsonElement row)
    {
        foreach (string part in (string[])["messages", "prompt", "completion"])
        {
            if (!row.TryGetProperty(part, out JsonElement messages))
            {
                continue;
            }

            for (int i = 0; i < messages.GetArrayLength(); i++)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"/{part}/{i}");
                yield return at + "/content";
                int calls = messages[i].TryGetProperty("tool_calls", out JsonElement array) ? array.GetArrayLength() : 0;
                for (int call = 0; call < calls; call++)
                {
                    string function = string.Create(CultureInfo.InvariantCulture, $"{at}/tool_calls/{call}/function");
                    yield return function + "/name";
                    yield return function + "/arguments";
                }
            }
        }

        if (row.TryGetProperty("tools", out _))
        {
            yield return "/tools";
        }
    }
}
