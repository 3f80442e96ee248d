using System.Text;
using Spectre.Console;
using TraceKit.Rendering;

namespace TraceKit.Cli.Output;

/// <summary>Writes lines, coloured by their tones or plain.</summary>
internal sealed class Painter
{
    // The lines come cut to the terminal's width; the console must not break them once more.
    private const int Unbroken = 1 << 24;

    private readonly TextWriter _writer;
    private readonly IAnsiConsole? _console;

    public Painter(TextWriter writer, bool colors)
    {
        _writer = writer;
        if (!colors)
        {
            return;
        }

        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(writer),
        });
        _console.Profile.Width = Unbroken;
    }

    public void WriteLine(StoryLine line)
    {
        if (_console is null)
        {
            foreach (StorySpan span in line.Spans)
            {
                _writer.Write(TerminalText.Escape(span.Text));
            }
        }
        else
        {
            _console.Markup(Markup(line));
        }

        _writer.Write('\n');
    }

    private static string Markup(StoryLine line)
    {
        var markup = new StringBuilder();
        foreach (StorySpan span in line.Spans)
        {
            string text = Spectre.Console.Markup.Escape(TerminalText.Escape(span.Text));
            markup.Append(StyleOf(span.Tone) is { } style ? $"[{style}]{text}[/]" : text);
        }

        return markup.ToString();
    }

    private static string? StyleOf(StoryTone tone) => tone switch
    {
        StoryTone.Dim => "grey",
        StoryTone.Strong => "bold",
        StoryTone.Role => "teal",
        StoryTone.Good => "green",
        StoryTone.Warning => "olive",
        StoryTone.Bad => "maroon bold",
        _ => null,
    };
}
