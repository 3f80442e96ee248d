using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TraceKit.Learning.Stories;

/// <summary>A story as indented JSON; letters of any script stand as they are.</summary>
internal static class StoryText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 64 };

    public static byte[] Bytes(LearningStory story)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            JsonSerializer.Serialize(json, story, StoryJson.Default.LearningStory);
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    public static string Write(LearningStory story) => Encoding.UTF8.GetString(Bytes(story));
}
