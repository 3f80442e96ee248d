using TraceKit.Rendering;

namespace TraceKit.Cli.Tests;

public sealed class TerminalTextSpecs
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("line\nand\ttab", "line\nand\ttab")]
    [InlineData("\r\n", "\\x0d\n")]
    [InlineData("東京 👩\u200d🚀 é", "東京 👩\u200d🚀 é")]
    [InlineData("\u200bzero\ufeffwidth", "\\u200bzero\\ufeffwidth")]
    public void Escape_changes_only_what_acts_on_a_terminal(string text, string shown) => Assert.Equal(shown, TerminalText.Escape(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown() =>
        Assert.Equal(@"a\ud83db\ude00", TerminalText.Escape(string.Concat("a", (char)0xd83d, "b", (char)0xde00)));

    [Theory]
    [InlineData("  two  \n words ", 20, "two words")]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("東京東京", 5, "東京…")]
    [InlineData("", 5, "")]
    public void Line_fits_in_its_columns(string text, int width, string shown) => Assert.Equal(shown, TerminalText.Line(text, width));

    [Theory]
    [InlineData(0.44, "0.4 ms")]
    [InlineData(251, "251 ms")]
    [InlineData(3250, "3.25 s")]
    [InlineData(125_000, "2 min 05 s")]
    [InlineData(3_725_000, "1 h 02 min")]
    [InlineData(double.MaxValue, "?")]
    public void Durations_are_short(double milliseconds, string shown) => Assert.Equal(shown, DurationText.OfMilliseconds(milliseconds));
}
