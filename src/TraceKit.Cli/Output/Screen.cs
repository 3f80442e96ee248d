using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TraceKit.Rendering;

namespace TraceKit.Cli.Output;

/// <summary>The only way out: results to the output, messages to the error writer, every text escaped for terminals.</summary>
internal sealed class Screen(CommandContext context)
{
    private readonly Painter _output = new(context.Output, context.IsOutputTerminal && context.AllowsColors);
    private readonly Painter _error = new(context.Error, context.IsErrorTerminal && context.AllowsColors);

    /// <summary>Columns that a table must fit in, or null when nobody looks at it.</summary>
    public int? TableWidth => context.IsOutputTerminal ? context.Width : null;

    /// <summary>Columns that a story is cut to.</summary>
    public int StoryWidth => context.IsOutputTerminal ? context.Width : new TraceStoryOptions().Width;

    public void Write(StoryLine line) => _output.WriteLine(line);

    public void Write(string text, StoryTone tone = StoryTone.Plain) => _output.WriteLine(StoryLine.Of(text, tone));

    public void Write(IEnumerable<StoryLine> lines)
    {
        foreach (StoryLine line in lines)
        {
            _output.WriteLine(line);
        }
    }

    /// <summary>Writes the one JSON document of a command.</summary>
    public void WriteJson<TDocument>(TDocument document, JsonTypeInfo<TDocument> contract)
    {
        context.Output.Write(JsonSerializer.Serialize(document, contract));
        context.Output.Write('\n');
    }

    public void Fail(string message) => Say(new("error: ", StoryTone.Bad), message);

    public void Note(string message) => Say(new("note: ", StoryTone.Dim), message);

    /// <summary>The result goes first, so that the two do not cross where they end up in one place.</summary>
    private void Say(StorySpan kind, string message)
    {
        try
        {
            context.Output.Flush();
        }
        catch (IOException)
        {
            // The command ends with a flush of its own and reports it there; a message must get out now.
        }

        _error.WriteLine(new StoryLine([kind, new(message)]));
    }
}
