using System.Text;
using TraceKit.Learning.Stories;
using TraceKit.Reading;
using TraceKit.TestKit;

namespace TraceKit.Core.Tests.Learning;

/// <summary>Broken story files: each is refused with file, line, column and rule.</summary>
public sealed class StoryReaderSpecs
{
    private const string Whole = """
        {
          "format": "tracekit-learning/1",
          "run_id": "run-1",
          "status": "completed",
          "started_at": "2026-11-27T10:00:00.0000000Z",
          "entries": [
            {
              "seq": 1,
              "time": "2026-11-27T10:00:00.0000000Z",
              "critic": { "rule_feedback": 2 }
            }
          ]
        }
        """;

    [Fact]
    public void A_whole_one_is_read()
    {
        LearningStory story = Read(Whole);

        Assert.Equal(2, story.Entries.Single().Critic!.RuleFeedback);
        Assert.Equal(story.ToJson(), Read(story.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("", "", LearningRules.NotJson, 0)]
    [InlineData("\"seq\": 1,", "\"seq\": 1", LearningRules.NotJson, 9)]
    [InlineData("\"critic\": {", "\"surprise\": 1, \"critic\": {", LearningRules.Contract, 10)]
    [InlineData("\"run_id\": \"run-1\",", "", LearningRules.Contract, 13)]
    [InlineData("\"run_id\": \"run-1\",", "\"run_id\": \"a\", \"run_id\": \"b\",", LearningRules.Contract, 3)]
    [InlineData("\"rule_feedback\": 2", "\"rule_feedback\": \"2\"", LearningRules.Contract, 10)]
    [InlineData("\"completed\"", "\"finished\"", LearningRules.Contract, 4)]
    [InlineData("\"rule_feedback\": 2", "\"rule_feedback\": -2", LearningRules.Value, 10)]
    [InlineData("\"run-1\"", "\"../up\"", LearningRules.Value, 3)]
    [InlineData("tracekit-learning/1", "tracekit-learning/2", LearningRules.Version, 2)]
    [InlineData("\"critic\": { \"rule_feedback\": 2 }", "\"critic\": { \"rule_feedback\": 2 }, \"guidance\": { \"should_continue\": true }", LearningRules.OneFact, 7)]
    [InlineData("\"critic\": { \"rule_feedback\": 2 }", "\"critic\": null", LearningRules.OneFact, 7)]
    [InlineData("\"run-1\"", "\"\\ud800\"", LearningRules.Text, 3)]
    public void A_broken_one_is_refused_by_file_line_column_and_rule(string part, string by, string rule, int line)
    {
        string text = part.Length == 0 ? by : Whole.Replace(part, by, StringComparison.Ordinal);
        Assert.NotEqual(Whole, text);

        TraceFormatException refused = Assert.Throws<TraceFormatException>(() => Read(text));

        Assert.Equal((rule, line, "demo.trace.json"), (refused.Rule, (int)refused.Line, refused.File));
        Assert.Equal(line > 0, refused.Column > 0);
    }

    [Fact]
    public void Entries_that_run_backwards_are_refused()
    {
        string entry = Whole[Whole.IndexOf("    {\n", StringComparison.Ordinal)..Whole.IndexOf("\n  ]", StringComparison.Ordinal)];

        TraceFormatException refused = Assert.Throws<TraceFormatException>(() => Read(Whole.Replace(entry, $"{entry},\n{entry}", StringComparison.Ordinal)));

        Assert.Equal((LearningRules.Sequence, 13L), (refused.Rule, refused.Line));
    }

    [Fact]
    public void Every_cut_is_refused_and_never_half_read()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Whole);

        for (int length = 0; length < bytes.Length - 1; length++)
        {
            Assert.Throws<TraceFormatException>(() => LearningStory.Read(bytes.AsSpan(0, length), "demo.trace.json"));
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Assert.Equal(LearningRules.Text, Assert.Throws<TraceFormatException>(() => LearningStory.Read([0x7b, 0xff, 0xfe], "demo.trace.json")).Rule);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be()
    {
        using var folder = new TempFolder();

        Assert.Equal(LearningRules.Unreadable, Assert.Throws<TraceFormatException>(() => LearningStory.Read(folder["nowhere.trace.json"])).Rule);
    }

    private static LearningStory Read(string text) => LearningStory.Read(Encoding.UTF8.GetBytes(text), "demo.trace.json");
}
