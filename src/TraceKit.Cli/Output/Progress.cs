using System.Globalization;
using TraceKit.Rendering;

namespace TraceKit.Cli.Output;

/// <summary>One line that says how far long work is, on the error writer and only when a terminal shows it.</summary>
internal sealed class Progress(CommandContext context, int total) : IDisposable
{
    private const int LeastTotal = 10;

    private readonly bool _isShown = context.IsErrorTerminal && total >= LeastTotal;
    private int _done;
    private int _width;

    public void Next(string what)
    {
        _done++;
        if (_isShown)
        {
            Show(TerminalText.Line(string.Create(CultureInfo.InvariantCulture, $"reading {_done} of {total}: {what}"), context.Width - 1));
        }
    }

    public void Dispose()
    {
        if (_isShown)
        {
            Show(string.Empty);
            context.Error.Write('\r');
        }
    }

    private void Show(string text)
    {
        int width = TerminalText.Width(text);
        context.Error.Write('\r' + text + new string(' ', Math.Max(0, _width - width)));
        context.Error.Flush();
        _width = width;
    }
}
