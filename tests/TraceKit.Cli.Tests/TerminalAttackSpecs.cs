using System.Globalization;
using System.Text;
using TraceKit.Agents;
using TraceKit.Models;

namespace TraceKit.Cli.Tests;

public sealed class TerminalAttackSpecs : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Attacks { get; } = new()
    {
        { "\u001b[31mCSI", @"\x1b[31mCSI" },
        { "\u001b]52;c;aGFjaw==\u0007", @"\x1b]52;c;aGFjaw==\x07" },
        { "\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", @"\x1b]8;;http://evil\x1b\link" },
        { "\u001bPq\u001b\\DCS", @"\x1bPq\x1b\DCS" },
        { "all good\rEVIL", @"all good\x0dEVIL" },
        { "\u202egnp.exe", @"\u202egnp.exe" },
        { "\u2066iso\u2069", @"\u2066iso\u2069" },
        { "C1\u009b31m\u0085x", @"C1\x9b31m\x85x" },
        { "a\u2028b\u2029c", @"a\u2028b\u2029c" },
        { "\u0000nul\u0008bs\u007fdel", @"\x00nul\x08bs\x7fdel" },
        { "hidden\U000e0041tag", @"hidden\U000e0041tag" },
        { "[red]markup[/] [link=http://evil]x[/]", "[red]markup[/] [link=http://evil]x[/]" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Text_of_a_run_is_shown_and_not_obeyed(string attack, string shown)
    {
        Some.Run(_folder.Path, goal: attack, tool: attack, more: run =>
        {
            run.Emit(new EnvironmentStep { Observation = attack, Notes = [attack] });
            run.Emit(new LlmCall { Component = attack, Status = LlmCallStatus.Ok, Model = attack }, new() { Role = attack });
        });

        Harmless(Cli.Run("show", "run-1", "--root", _folder.Path), shown);
        Harmless(Cli.Run("show", "run-1", "--root", _folder.Path, "--full"), shown);
        Harmless(Cli.Run("ls", _folder.Path), shown);
        Harmless(Cli.Run("stats", _folder.Path), shown);
        Harmless(Cli.Run("show", "run-1", "--root", _folder.Path, "--json"), shown: null);
        Harmless(Cli.Run("ls", _folder.Path, "--json"), shown: null);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Colours_are_the_only_escapes_of_a_coloured_output(string attack, string shown)
    {
        Some.Run(_folder.Path, goal: attack, tool: attack);

        CliResult colored = Cli.RunInTerminal(noColor: null, width: 100, "show", "run-1", "--root", _folder.Path);
        CliResult plain = Cli.Run("show", "run-1", "--root", _folder.Path);

        Assert.Contains("\u001b[", colored.Output, StringComparison.Ordinal);
        Assert.Equal(plain.Output, WithoutColors(colored.Output));
        Assert.Contains(shown, plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_feed_in_a_text_forges_no_line()
    {
        Some.Run(_folder.Path, goal: "one\nstatus    completed\r\ntwo");

        CliResult shown = Cli.Run("show", "run-1", "--root", _folder.Path);

        Assert.Contains("goal      one status completed two\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_about_a_hostile_file_is_harmless()
    {
        _folder.Write("x.trace.jsonl", "{\"kind\":\"\\u001b]0;title\\u0007\\u202e\"}\n\u001b[2J\n"u8.ToArray());

        Harmless(Cli.Run("validate", _folder.Path), @"\x1b]0;title\x07\u202e");
        Harmless(Cli.Run("validate", _folder.Path, "--json"), shown: null);
    }

    [Fact]
    public void A_hostile_file_name_is_harmless()
    {
        _folder.Write("\u001b[31m\u202e.trace.jsonl", []);

        Harmless(Cli.Run("validate", _folder.Path), @"\x1b[31m\u202e.trace.jsonl");
        Harmless(Cli.Run("recover", _folder.Path), @"\x1b[31m\u202e.trace.jsonl");
        Harmless(Cli.RunInTerminal(noColor: "1", width: 80, "ls", _folder.Path), shown: null);
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Colours_need_a_terminal_and_no_wish_against_them(string? noColor, bool colored)
    {
        Some.Run(_folder.Path);

        string[] args = ["ls", _folder.Path];

        Assert.Equal(colored, Cli.RunInTerminal(noColor, 100, args).Output.Contains('\u001b', StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', Cli.Run(args).Output);
    }

    public void Dispose() => _folder.Dispose();

    private static void Harmless(CliResult result, string? shown)
    {
        Assert.Contains(shown ?? string.Empty, result.Output, StringComparison.Ordinal);
        foreach (Rune rune in (result.Output + result.Error).EnumerateRunes())
        {
            bool isActive = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            Assert.True(rune.Value == '\n' || !isActive, $"U+{rune.Value:x4} is in the output");
        }
    }

    private static string WithoutColors(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", string.Empty);
}
