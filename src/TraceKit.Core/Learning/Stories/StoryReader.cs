using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using TraceKit.Contract;
using TraceKit.Contract.Rules;
using TraceKit.Payloads;
using TraceKit.Reading;

namespace TraceKit.Learning.Stories;

/// <summary>Reads story files strictly: the first thing that breaks the format is an error with file, line, column and rule.</summary>
internal static partial class StoryReader
{
    private const int MaxBytes = 64 * 1024 * 1024;

    public static LearningStory Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var file = new FileInfo(path);
            return file is { Exists: true, Length: > MaxBytes }
                ? throw Refuse(LearningRules.Unreadable, path, $"the file has {file.Length} bytes; at most {MaxBytes} are read")
                : Read(file is { Exists: true, Length: 0 } ? [] : File.ReadAllBytes(path), path); // one without bytes may be a pipe, which would wait for its writer for ever
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Refuse(LearningRules.Unreadable, path, failure.Message);
        }
    }

    public static LearningStory Read(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ReadOnlySpan<byte> json = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (json.IsEmpty)
        {
            throw Refuse(LearningRules.NotJson, name, "the file is empty");
        }

        if (!Utf8.IsValid(json))
        {
            throw Refuse(LearningRules.Text, name, "the file is not valid UTF-8");
        }

        CheckVersion(json, name);
        CheckText(json, name);
        LearningStory story = Parse(json, name);
        if (ContractRules.Of(StoryJson.Default.LearningStory).BrokenBy(json) is { } broken)
        {
            throw RefuseAt(LearningRules.Value, name, json, broken.Path, broken.ToString());
        }

        CheckEntries(story, json, name);
        return story;
    }

    /// <summary>A version from the future may have members that this reader does not know: that is said first.</summary>
    private static void CheckVersion(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject || JsonPlace.Find(json, "/format") is not { } place)
            {
                return;
            }

            string format = System.Text.Encoding.UTF8.GetString(json.Slice(place.Start, place.Length));
            if (format != $"\"{LearningStory.Version1}\"")
            {
                throw RefuseAt(LearningRules.Version, name, json, ".format", $"the format is {Shorten(format)}; this reader knows \"{LearningStory.Version1}\"");
            }
        }
        catch (JsonException)
        {
            // Parsing says where.
        }
    }

    private static LearningStory Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoryJson.Default.LearningStory) ?? throw Refuse(LearningRules.Contract, name, "a story is an object, not null");
        }
        catch (JsonException failure)
        {
            bool isSyntax = failure.InnerException is JsonException || failure.InnerException?.GetType().Name == "JsonReaderException";
            var finding = new TraceFinding(
                isSyntax ? LearningRules.NotJson : LearningRules.Contract,
                FindingSeverity.Error,
                name,
                (failure.LineNumber ?? 0) + 1,
                (failure.BytePositionInLine ?? 0) + 1,
                (failure.Path is { Length: > 1 } path && !isSyntax ? path + ": " : string.Empty) + JsonMessage.Of(failure));
            throw new TraceFormatException(finding);
        }
    }

    /// <summary>Reads every text once: parsing does not look for lone surrogates behind escapes.</summary>
    private static void CheckText(ReadOnlySpan<byte> json, string name)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }
        }
        catch (InvalidOperationException)
        {
            throw RefuseAt(LearningRules.Text, name, json, (int)reader.TokenStartIndex, "a string holds half of a surrogate pair");
        }
        catch (JsonException)
        {
            // Parsing says where.
        }
    }

    private static void CheckEntries(LearningStory story, ReadOnlySpan<byte> json, string name)
    {
        long last = -1;
        foreach ((int index, LearningEntry entry) in story.Entries.Index())
        {
            if (entry.Facts.Count() is not 1 and var count)
            {
                throw RefuseAt(LearningRules.OneFact, name, json, $".entries[{index}]", $"an entry holds exactly one fact; this one holds {count}");
            }

            if (entry.Seq <= last)
            {
                throw RefuseAt(LearningRules.Sequence, name, json, $".entries[{index}].seq", $"the event {entry.Seq} comes after {last}");
            }

            last = entry.Seq ?? last;
        }
    }

    private static TraceFormatException Refuse(string rule, string name, string message) => new(new TraceFinding(rule, FindingSeverity.Error, name, 0, 0, message));

    private static TraceFormatException RefuseAt(string rule, string name, ReadOnlySpan<byte> json, string path, string message)
    {
        string pointer = Index().Replace(path, "/$1").Replace('.', '/');
        return RefuseAt(rule, name, json, JsonPlace.Find(json, pointer)?.Start ?? 0, message);
    }

    private static TraceFormatException RefuseAt(string rule, string name, ReadOnlySpan<byte> json, int start, string message)
    {
        int line = json[..start].Count((byte)'\n') + 1;
        int column = start - json[..start].LastIndexOf((byte)'\n');
        return new TraceFormatException(new TraceFinding(rule, FindingSeverity.Error, name, line, column, message));
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();
}
