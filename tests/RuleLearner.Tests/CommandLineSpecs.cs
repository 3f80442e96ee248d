using RuleLearner.Data;
using RuleLearner.Models;
using TraceKit.TestKit;

namespace RuleLearner.Tests;

public sealed class CommandLineSpecs
{
    [Theory]
    [InlineData("--path", "other")]
    [InlineData("--holdout", "0.9")]
    [InlineData("--iterations", "0")]
    [InlineData("--pairs", "-1")]
    [InlineData("--nothing", "1")]
    [InlineData("--out")]
    public void What_is_not_understood_is_said(params string[] arguments)
    {
        (CommandLine? line, string? problem) = CommandLine.Read(arguments);

        Assert.Null(line);
        Assert.Contains(arguments[0], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_reach_the_settings()
    {
        (CommandLine? line, _) = CommandLine.Read(["--path", "simple", "--iterations", "3", "--holdout", "0.25", "--storage", "here"]);

        Assert.False(line!.Settings.IsAgentic);
        Assert.Equal((3, 0.25, "here"), (line.Settings.MaxIterations, line.Holdout, line.Storage));
    }

    [Fact]
    public void A_line_of_the_data_that_is_none_is_named()
    {
        using var folder = new TempFolder();
        string file = folder.Write("data.jsonl", "{\"text\":\"a\",\"label\":\"b\"}\n{\"text\":\"a\"}\n"u8.ToArray());

        FormatException wrong = Assert.Throws<FormatException>(() => ExampleSet.Load(file, holdout: 0));

        Assert.Contains(":2:", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_or_a_key_the_stand_in_answers()
    {
        using Microsoft.Extensions.AI.IChatClient model = ModelChoice.From(_ => null);

        Assert.IsType<MiningChatClient>(model);
        Assert.Throws<FormatException>(() => ModelChoice.From(name => name == "OPENAI_BASE_URL" ? "nowhere" : null));
    }
}
