using System.Globalization;
using System.Text.Json;
using TraceKit.Interop.Importing;

namespace TraceKit.Interop.TauBench;

/// <summary>Finds the entries of a tau-bench file, each with its place in the file.</summary>
internal static class TauBenchFile
{
    /// <summary>Entries are judged one by one; here nothing is too deep to be stepped over.</summary>
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    /// <summary>Says whether the file is an array in which an object has both <c>task_id</c> and <c>traj</c>.</summary>
    public static bool Recognises(SourceFile source)
    {
        var reader = new Utf8JsonReader(source.Bytes.AsSpan(source.Start), AnyDepth);
        bool task = false;
        bool trajectory = false;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && !(task && trajectory))
            {
                if (reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 1 })
                {
                    (task, trajectory) = (false, false);
                }
                else if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 2 })
                {
                    task |= reader.ValueTextEquals("task_id"u8);
                    trajectory |= reader.ValueTextEquals("traj"u8);
                }
            }
        }
        catch (JsonException)
        {
            // What was seen before the file broke is what counts.
        }

        return task && trajectory;
    }

    /// <summary>Lists the entries up to the end of the array, or up to where the file breaks.</summary>
    public static IReadOnlyList<SourceSlice> Entries(SourceFile source, out Refusal? broken)
    {
        var entries = new List<SourceSlice>();
        var reader = new Utf8JsonReader(source.Bytes.AsSpan(source.Start), AnyDepth);
        long position = source.Start;
        broken = null;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                position = source.Start + reader.TokenStartIndex;
                reader.Skip();
                entries.Add(new SourceSlice(source, (int)position, (int)(source.Start + reader.BytesConsumed - position)));
            }

            reader.Read();
        }
        catch (JsonException failure)
        {
            long near = source.Start + reader.BytesConsumed;
            string where = string.Create(CultureInfo.InvariantCulture, $"from byte {position} on: the file breaks near byte {near}");
            broken = new Refusal(ImportRules.NotJson, "not_json", $"{where} ({failure.Message})");
        }

        return entries;
    }
}
